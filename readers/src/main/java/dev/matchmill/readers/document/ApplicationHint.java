package dev.matchmill.readers.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows of the application that a document belongs to, beside its bytes.
 *
 * @param sender address that wrote, lower case; not proved to be the applicant's
 * @param senderName what the sender calls itself
 * @param appliedAt when it was sent
 * @param postings references that may be meant, the surest first; only a known one counts
 */
public record ApplicationHint(
        @Nullable String sender,
        @Nullable String senderName,
        @Nullable Instant appliedAt,
        List<String> postings) {

    /** Nothing known. */
    public static final ApplicationHint NONE = new ApplicationHint(null, null, null, List.of());

    public ApplicationHint {
        postings = List.copyOf(postings);
    }

    /** Without the values: they are a person's. */
    @Override
    public String toString() {
        return "ApplicationHint";
    }
}
