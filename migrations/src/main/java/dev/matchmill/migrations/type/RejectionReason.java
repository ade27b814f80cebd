package dev.matchmill.migrations.type;

/**
 * Why an item was turned away. A closed set: each reason has one {@link Category}, which says what
 * happens next. Equals the enum {@code rejection_code} of the schema.
 */
public enum RejectionReason implements DatabaseLabel {
    /** More bytes than a document may have. */
    TOO_LARGE(Category.REJECT),
    /** Detected (not named) as something that is not a resume format. */
    UNSUPPORTED_TYPE(Category.REJECT),
    /** Needs a password. */
    ENCRYPTED(Category.REJECT),
    /** The parser says that the file is broken. */
    CORRUPT(Category.REJECT),
    /** No text and no picture in it. */
    EMPTY(Category.REJECT),
    /** Pictures of text only: a scan. */
    NEEDS_OCR(Category.REJECT),
    /** Text came out, but it is not language. */
    GARBAGE(Category.REJECT),
    /** Inflates to more than the limit. */
    ARCHIVE_BOMB(Category.REJECT),
    /** More entries in the container than the limit. */
    TOO_MANY_ENTRIES(Category.REJECT),
    /** Nested more deeply than the limit. */
    TOO_DEEP(Category.REJECT),
    /** Parsing took longer than its wall-clock limit; the child was replaced. */
    TIMEOUT(Category.REJECT),
    /** Parsing needed more heap than its limit; the child was replaced. */
    OUT_OF_MEMORY(Category.REJECT),
    /** The child died; it was replaced. */
    CRASH(Category.REJECT),
    /** More text than may be taken. */
    OUTPUT_LIMIT(Category.REJECT),
    /** The bytes could not be read from the source; another run tries again. */
    UNREADABLE(Category.RETRY_LATER),
    /** It was there when listed and is gone now. */
    VANISHED(Category.RETRY_LATER),
    /** A line of a feed misses something or holds a value that cannot be. */
    INVALID_RECORD(Category.REJECT),
    /** Names a posting that is not known; import it and replay. */
    UNKNOWN_POSTING(Category.RETRY_LATER),
    /** Two identities claim one item. */
    IDENTITY_CONFLICT(Category.OPERATOR),
    /** The model could not embed the text. */
    EMBEDDING_FAILED(Category.OPERATOR),
    /** The database refused the item's values. */
    REFUSED_BY_DATABASE(Category.OPERATOR);

    /** What happens to an item with such a reason. */
    public enum Category {
        /** Final for these bytes and this pipeline version. */
        REJECT,
        /** The item is deferred: the next run tries it again. */
        RETRY_LATER,
        /** Final until an operator acts and replays it. */
        OPERATOR
    }

    private final Category category;

    RejectionReason(Category category) {
        this.category = category;
    }

    /** What happens next. */
    public Category category() {
        return category;
    }
}
