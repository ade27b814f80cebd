package dev.matchmill.readers.mail;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.document.DocumentReadException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Messages one after the other in a file, each behind a line that begins with {@code From } after
 * an empty one. That line counts when it holds a time and a year, or when a header follows, for old
 * mailers don't quote such lines in texts. A quoted line loses one {@code >} (mboxrd; mboxo reads
 * the same).
 */
record MboxFile(Path file) implements Mailbox {

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern SEPARATOR =
            Pattern.compile("From .{0,400}?\\d{1,2}:\\d{2}.{0,40}?\\d{4}.*");
    private static final Pattern HEADER = Pattern.compile(">?[!-9;-~]{1,76}:(?:[ \\t].*)?");
    private static final int LINE_BYTES = 512;

    @Override
    public List<Stored> messages() throws IOException {
        Scan scan = new Scan();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            scan.all(in);
        }
        return scan.found;
    }

    /** One pass over the file. */
    private final class Scan {
        private final List<Stored> found = new ArrayList<>();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(LINE_BYTES);
        private long start = -1;
        private long candidate = -1;
        private long candidateEnd = -1;
        private boolean blank = true;

        private void all(InputStream in) throws IOException {
            long at = 0;
            long lineStart = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                at++;
                if (next == '\n') {
                    line(lineStart, at);
                    lineStart = at;
                } else if (line.size() < LINE_BYTES) {
                    line.write(next);
                }
            }
            if (at > lineStart) {
                line(lineStart, at);
            }
            if (candidate >= 0 && start < 0) {
                start = candidateEnd;
            }
            end(at);
        }

        private void line(long from, long to) {
            String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            line.reset();
            if (candidate >= 0 && HEADER.matcher(text).matches()) {
                separate();
            }
            candidate = -1;
            if (blank && text.startsWith("From ")) {
                candidate = from;
                candidateEnd = to;
                if (SEPARATOR.matcher(text).matches() || start < 0) {
                    separate();
                }
            } else if (start < 0 && !text.isEmpty()) {
                // No mailer's line before the first message: it counts all the same.
                start = from;
            }
            blank = text.isEmpty();
        }

        private void separate() {
            end(candidate);
            start = candidateEnd;
            candidate = -1;
        }

        private void end(long at) {
            if (start >= 0 && at >= start) {
                found.add(new Stored("", file, start, at - start));
            }
        }
    }

    @Override
    public byte[] read(Stored message) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) message.size());
            while (bytes.hasRemaining()
                    && channel.read(bytes, message.start() + bytes.position()) >= 0) {
                // A read may give less than there is.
            }
            if (bytes.hasRemaining()) {
                throw new DocumentReadException(
                        RejectionReason.VANISHED, "the mailbox has become shorter", null);
            }
            return unquoted(withoutSeparator(bytes.array()));
        }
    }

    /** The empty line that parts a message from the next one is not its own. */
    private static byte[] withoutSeparator(byte[] message) {
        int end = message.length;
        int last = end > 1 && message[end - 2] == '\r' ? 2 : 1;
        boolean empty = end > last && message[end - 1] == '\n' && message[end - last - 1] == '\n';
        return empty ? Arrays.copyOf(message, end - last) : message;
    }

    private static byte[] unquoted(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length);
        for (int at = 0; at < message.length; ) {
            int end = at;
            while (end < message.length && message[end] != '\n') {
                end++;
            }
            end = Math.min(message.length, end + 1);
            int text = at;
            while (text < end && message[text] == '>') {
                text++;
            }
            int from = text > at && startsWithFrom(message, text, end) ? at + 1 : at;
            out.write(message, from, end - from);
            at = end;
        }
        return out.toByteArray();
    }

    private static boolean startsWithFrom(byte[] bytes, int at, int end) {
        for (int i = 0; i < FROM.length; i++) {
            if (at + i >= end || bytes[at + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }
}
