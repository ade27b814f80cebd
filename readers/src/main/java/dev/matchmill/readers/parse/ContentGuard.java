package dev.matchmill.readers.parse;

import dev.matchmill.migrations.type.RejectionReason;
import java.util.Optional;

/**
 * Cheap bounds before any parser sees a document: size, and for zip containers the number of
 * entries, the inflated size and the ratio, first as claimed, then as they really are, and the same
 * for the archives within. Inflating stops at the limit, so the cost is bounded as well. Content is
 * counted as it streams by and never kept. Thread-safe.
 */
public final class ContentGuard {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ParseLimits limits;

    public ContentGuard(ParseLimits limits) {
        this.limits = limits;
    }

    /** The reason to refuse the content, or empty when a parser may try. */
    public Optional<RefusedDocument> check(byte[] content) {
        if (content.length == 0) {
            return refuse(RejectionReason.EMPTY, "0 bytes");
        }
        if (content.length > limits.maxBytes()) {
            return refuse(RejectionReason.TOO_LARGE, "more than " + limits.maxBytes() + " bytes");
        }
        if (!ZipDirectory.isZip(content)) {
            return Optional.empty();
        }
        return ZipDirectory.of(content, limits.maxEntries())
                .flatMap(directory -> checkZip(content, directory));
    }

    private Optional<RefusedDocument> checkZip(byte[] content, ZipDirectory directory) {
        if (directory.entryCount() > limits.maxEntries()) {
            return refuse(
                    RejectionReason.TOO_MANY_ENTRIES,
                    "more than " + limits.maxEntries() + " entries");
        }
        long allowed = allowedInflatedBytes(content.length);
        long claimed = 0;
        for (ZipDirectory.Entry entry : directory.entries()) {
            claimed += entry.inflatedBytes();
        }
        if (claimed > allowed) {
            return bomb(allowed);
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        long inflated = 0;
        for (ZipDirectory.Entry entry : directory.entries()) {
            inflated += ZipDirectory.inflatedBytes(content, entry, buffer, allowed + 1 - inflated);
            if (inflated > allowed) {
                return bomb(allowed);
            }
        }
        return NestedArchives.check(content, directory, budget(allowed, limits.maxEntries()));
    }

    private static ArchiveBudget budget(long bytes, int entries) {
        return new ArchiveBudget(
                bytes,
                new RefusedDocument(
                        RejectionReason.ARCHIVE_BOMB,
                        "archives within inflate to more than " + bytes + " bytes"),
                entries,
                new RefusedDocument(
                        RejectionReason.TOO_MANY_ENTRIES,
                        "more than " + entries + " entries in archives within"));
    }

    private long allowedInflatedBytes(long packed) {
        long byRatio = Math.max(ParseLimits.RATIO_FLOOR_BYTES, packed * limits.maxRatio());
        return Math.min(byRatio, limits.maxInflatedBytes());
    }

    private static Optional<RefusedDocument> bomb(long allowed) {
        return refuse(RejectionReason.ARCHIVE_BOMB, "inflates to more than " + allowed + " bytes");
    }

    private static Optional<RefusedDocument> refuse(RejectionReason reason, String detail) {
        return Optional.of(new RefusedDocument(reason, detail));
    }
}
