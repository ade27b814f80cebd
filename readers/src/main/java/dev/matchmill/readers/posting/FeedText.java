package dev.matchmill.readers.posting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 text, bounded and counted. */
final class FeedText {

    /**
     * One line.
     *
     * @param text without the line's end, empty when there is a problem
     * @param problem why the line can't be used, null when it can
     */
    record Line(long number, String text, @Nullable String problem) {}

    private final InputStream stream;
    private long number;

    FeedText(InputStream stream) {
        this.stream = stream;
    }

    /** The next line, null after the last one. */
    @Nullable Line next() {
        try {
            return read();
        } catch (IOException failed) {
            throw new FeedException("The feed can't be read on.", failed);
        }
    }

    private @Nullable Line read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = stream.read();
        if (next < 0) {
            return null;
        }
        number++;
        boolean tooLong = false;
        for (; next >= 0 && next != '\n'; next = stream.read()) {
            if (bytes.size() < FeedRecords.MAX_RECORD_CHARACTERS) {
                bytes.write(next);
            } else {
                tooLong = true;
            }
        }
        if (tooLong) {
            return new Line(
                    number,
                    "",
                    "the line is longer than " + FeedRecords.MAX_RECORD_CHARACTERS + " bytes");
        }
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString();
            return new Line(number, plain(text), null);
        } catch (CharacterCodingException notUtf8) {
            return new Line(number, "", "the line is not UTF-8");
        }
    }

    private String plain(String text) {
        String unmarked = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        return unmarked.endsWith("\r") ? unmarked.substring(0, unmarked.length() - 1) : unmarked;
    }
}
