package dev.matchmill.readers.posting;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The records of a feed file as named fields: CSV with a header row, JSON lines, or a JSON array.
 * Which of them it is, the first character says, not the name. UTF-8, with or without a byte order
 * mark. Read as a stream; one record takes at most {@link #MAX_RECORD_CHARACTERS}.
 */
public final class FeedRecords {

    /** Longest record; the longest real postings have 40,000 characters. */
    public static final int MAX_RECORD_CHARACTERS = 1_000_000;

    private FeedRecords() {}

    /**
     * Opens a feed. The caller closes the stream.
     *
     * @throws FeedException when there is no such file, it is empty, or it is a folder
     */
    public static Stream<FeedLine<FeedFields>> open(Path file) {
        try {
            BufferedInputStream stream = new BufferedInputStream(Files.newInputStream(file));
            try {
                Iterator<FeedLine<FeedFields>> records = records(stream, file);
                Spliterator<FeedLine<FeedFields>> lines =
                        Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED);
                return StreamSupport.stream(lines, false).onClose(() -> close(stream));
            } catch (IOException | RuntimeException failed) {
                stream.close();
                throw failed;
            }
        } catch (NoSuchFileException missing) {
            throw new FeedException("There is no file " + file + ".", missing);
        } catch (IOException failed) {
            throw new FeedException("The file " + file + " can't be read.", failed);
        }
    }

    private static Iterator<FeedLine<FeedFields>> records(BufferedInputStream stream, Path file)
            throws IOException {
        return switch (firstCharacter(stream)) {
            case -1 -> throw new FeedException("The file " + file + " is empty.");
            case '[' -> new JsonArrayRecords(stream);
            case '{' -> new JsonLineRecords(new FeedText(stream));
            default -> new CsvRecords(new FeedText(stream), file);
        };
    }

    /** The first one that is no blank and no byte order mark; the stream stays at its start. */
    private static int firstCharacter(BufferedInputStream stream) throws IOException {
        stream.mark(4_096);
        int found = -1;
        for (int count = 0; count < 4_000 && found < 0; count++) {
            int next = stream.read();
            if (next < 0) {
                break;
            }
            boolean mark = next == 0xEF || next == 0xBB || next == 0xBF;
            found = mark || next <= ' ' ? -1 : next;
        }
        stream.reset();
        return found;
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException failed) {
            throw new FeedException("The feed can't be closed.", failed);
        }
    }

    static <T> FeedLine<T> bad(long line, String message) {
        return new FeedLine.Bad<>(line, RejectionReason.INVALID_RECORD, message);
    }
}
