package dev.matchmill.readers.parse;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * Archives within a container, such as the workbook behind a chart: followed as streams, to count
 * what they hold. No reader here opens them, but a document that carries a bomb is refused all the
 * same: it will be opened by somebody.
 */
final class NestedArchives {

    /** The document itself is the first. A workbook in a mail in a document is the third. */
    static final int MOST_LEVELS = 3;

    private static final int HEAD_BYTES = 4;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private NestedArchives() {}

    static Optional<RefusedDocument> check(
            byte[] content, ZipDirectory directory, ArchiveBudget budget) {
        try {
            for (ZipDirectory.Entry entry : directory.entries()) {
                try (InputStream stream = ZipDirectory.open(content, entry)) {
                    descend(stream, 2, budget, false);
                }
            }
            return Optional.empty();
        } catch (ArchiveBudget.Exceeded exceeded) {
            return Optional.of(exceeded.refused());
        } catch (IOException broken) {
            // Whoever reads the document finds out.
            return Optional.empty();
        }
    }

    /**
     * Counts what is in the stream, if it is an archive.
     *
     * @param drained whether the rest counts as well
     */
    private static void descend(
            InputStream stream, int level, ArchiveBudget budget, boolean drained)
            throws ArchiveBudget.Exceeded {
        try {
            open(new PushbackInputStream(stream, HEAD_BYTES), level, budget);
        } catch (ArchiveBudget.Exceeded exceeded) {
            throw exceeded;
        } catch (IOException | IllegalArgumentException broken) {
            // Nobody can open it, so it harms nobody.
        }
        try {
            if (drained) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
        } catch (ArchiveBudget.Exceeded exceeded) {
            throw exceeded;
        } catch (IOException broken) {
            // What came out until then has counted.
        }
    }

    private static void open(PushbackInputStream peeked, int level, ArchiveBudget budget)
            throws IOException {
        byte[] head = peeked.readNBytes(HEAD_BYTES);
        peeked.unread(head);
        if (ZipDirectory.isZip(head)) {
            within(level, budget);
            unzip(new ZipInputStream(peeked), level, budget);
        } else if (isGzip(head)) {
            within(level, budget);
            try (InputStream inflated = new GZIPInputStream(peeked)) {
                descend(budget.counted(inflated), level + 1, budget, true);
            }
        }
    }

    private static void unzip(ZipInputStream zip, int level, ArchiveBudget budget)
            throws IOException {
        try (zip) {
            while (zip.getNextEntry() != null) {
                budget.countEntry();
                descend(budget.counted(zip), level + 1, budget, true);
            }
        }
    }

    private static void within(int level, ArchiveBudget budget) throws ArchiveBudget.Exceeded {
        budget.countEntry();
        if (level > MOST_LEVELS) {
            throw new ArchiveBudget.Exceeded(
                    new RefusedDocument(
                            RejectionReason.TOO_DEEP,
                            "archives within archives, more than " + MOST_LEVELS));
        }
    }

    private static boolean isGzip(byte[] head) {
        return Arrays.equals(head, 0, Math.min(2, head.length), GZIP, 0, GZIP.length);
    }
}
