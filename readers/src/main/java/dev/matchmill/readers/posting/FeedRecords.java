package dev.matchmill.readers.posting;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The records of a feed file as named fields: CSV with a header row, JSON lines, a JSON array, one
 * JSON document, or a web page that holds schema.org's job postings. Which of them it is, the first
 * characters say, not the name. UTF-8, with or without a byte order mark. Read as a stream; one
 * record takes at most {@link #MAX_RECORD_CHARACTERS}.
 */
public final class FeedRecords {

    /** Longest record; the longest real postings have 40,000 characters. */
    public static final int MAX_RECORD_CHARACTERS = 1_000_000;

    private static final int HEAD_BYTES = 65_536;

    private FeedRecords() {}

    /**
     * Opens a feed. The caller closes the stream.
     *
     * @throws FeedException when there is no such file, it is empty, or it is a folder
     */
    public static Stream<FeedLine<FeedFields>> open(Path file) {
        try {
            return open(Files.newInputStream(file), String.valueOf(file));
        } catch (NoSuchFileException missing) {
            throw new FeedException("There is no file " + file + ".", missing);
        } catch (IOException failed) {
            throw new FeedException("The file " + file + " can't be read.", failed);
        }
    }

    /**
     * Opens a feed that is no file of its own. The caller closes the stream, and this one with it.
     *
     * @param name what messages call it
     * @throws FeedException when it is empty or can't be read
     */
    public static Stream<FeedLine<FeedFields>> open(InputStream feed, String name) {
        try {
            BufferedInputStream stream = new BufferedInputStream(feed);
            try {
                return records(stream, name).onClose(() -> close(stream));
            } catch (IOException | RuntimeException failed) {
                stream.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new FeedException("The file " + name + " can't be read.", failed);
        }
    }

    private static Stream<FeedLine<FeedFields>> records(BufferedInputStream stream, String name)
            throws IOException {
        return switch (firstCharacter(stream)) {
            case -1 -> throw new FeedException("The file " + name + " is empty.");
            case '[' -> json(JsonRecords.ofArray(stream));
            case '{' ->
                    json(
                            isSpreadOut(stream)
                                    ? JsonRecords.ofDocument(stream)
                                    : new JsonLineRecords(new FeedText(stream)));
            case '<' -> JobPostingPage.of(stream).stream();
            default -> stream(new CsvRecords(new FeedText(stream), name));
        };
    }

    private static Stream<FeedLine<FeedFields>> json(Iterator<FeedLine<JsonNode>> nodes) {
        return stream(nodes).flatMap(line -> JsonFields.of(line).stream());
    }

    private static <T> Stream<T> stream(Iterator<T> records) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED), false);
    }

    /** Whether an object goes on behind its first line: then it is no JSON line. */
    private static boolean isSpreadOut(BufferedInputStream stream) throws IOException {
        stream.mark(HEAD_BYTES + 1);
        byte[] head = stream.readNBytes(HEAD_BYTES);
        stream.reset();
        String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        int end = text.indexOf('\n');
        String first = end < 0 ? "" : text.substring(0, end).strip();
        return !first.isEmpty() && "{[,:".indexOf(first.charAt(first.length() - 1)) >= 0;
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
