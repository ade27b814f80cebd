package dev.matchmill.readers.sandbox;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes over the pipes between parent and child. A request is a number, a name and the bytes,
 * an answer the same number, a tag and the parts of an outcome; every length comes first and is
 * checked before anything is allocated, because a child that was taken over may write whatever it
 * likes. The number keeps an answer that nobody asked for from being taken for the next one's.
 */
final class Frames {

    /** The child's first byte once it is ready. */
    static final int READY = 0x4D;

    /** Instead of a request: let the document in work go on with less priority. */
    static final int SLOW = -1;

    private static final int PARSED = 1;
    private static final int REFUSED = 2;
    private static final int MAX_SHORT_BYTES = 4_096;
    private static final int MAX_LINKS = 1_000;
    private static final int MAX_BYTES_PER_CHARACTER = 3;

    /** One document for the child. */
    static final class Request {
        private final int number;
        private final String fileName;
        private final byte[] content;

        Request(int number, String fileName, byte[] content) {
            this.number = number;
            this.fileName = fileName;
            this.content = content;
        }

        int number() {
            return number;
        }

        String fileName() {
            return fileName;
        }

        byte[] content() {
            return content;
        }
    }

    private Frames() {}

    static void writeRequest(DataOutputStream out, int number, String fileName, byte[] content)
            throws IOException {
        out.writeInt(number);
        writeString(out, tail(fileName));
        out.writeInt(content.length);
        out.write(content);
        out.flush();
    }

    static void writeSlow(DataOutputStream out) throws IOException {
        out.writeInt(SLOW);
        out.flush();
    }

    /** The end of a long path: its extension is what matters. */
    private static String tail(String fileName) {
        return fileName.substring(Math.max(0, fileName.length() - 255));
    }

    /** What follows the number. */
    static Request readRequest(DataInputStream in, int number, long maxBytes) throws IOException {
        String fileName = readString(in, MAX_SHORT_BYTES);
        int length = checked(in.readInt(), maxBytes);
        return new Request(number, fileName, in.readNBytes(length));
    }

    static void writeOutcome(DataOutputStream out, int number, ParseOutcome outcome)
            throws IOException {
        out.writeInt(number);
        switch (outcome) {
            case ParsedDocument parsed -> {
                out.writeByte(PARSED);
                writeString(out, parsed.mediaType());
                writeString(out, parsed.text());
                out.writeInt(parsed.pageCount());
                out.writeBoolean(parsed.truncated());
                out.writeInt(parsed.linkTargets().size());
                for (String target : parsed.linkTargets()) {
                    writeString(out, target);
                }
                String language = parsed.language();
                writeString(out, language == null ? "" : language);
                out.writeInt(parsed.hiddenCharacters());
            }
            case RefusedDocument(var reason, var detail) -> {
                out.writeByte(REFUSED);
                writeString(out, reason.name());
                writeString(out, detail);
            }
        }
        out.flush();
    }

    static ParseOutcome readOutcome(DataInputStream in, int number, int maxCharacters)
            throws IOException {
        if (in.readInt() != number) {
            throw new IOException("the child answered what nobody asked");
        }
        return switch (in.readByte()) {
            case PARSED -> readParsed(in, maxCharacters);
            case REFUSED -> readRefused(in);
            default -> throw new IOException("the child answered out of turn");
        };
    }

    private static ParsedDocument readParsed(DataInputStream in, int maxCharacters)
            throws IOException {
        String mediaType = readString(in, MAX_SHORT_BYTES);
        String text = readString(in, (long) maxCharacters * MAX_BYTES_PER_CHARACTER);
        int pageCount = in.readInt();
        boolean truncated = in.readBoolean();
        int count = checked(in.readInt(), MAX_LINKS);
        List<String> links = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            links.add(readString(in, MAX_SHORT_BYTES));
        }
        String language = readString(in, MAX_SHORT_BYTES);
        int hidden = checked(in.readInt(), Integer.MAX_VALUE);
        return new ParsedDocument(
                mediaType,
                text,
                pageCount,
                truncated,
                links,
                language.isEmpty() ? null : language,
                hidden);
    }

    private static RefusedDocument readRefused(DataInputStream in) throws IOException {
        String reason = readString(in, MAX_SHORT_BYTES);
        String detail = readString(in, MAX_SHORT_BYTES);
        try {
            return new RefusedDocument(RejectionReason.valueOf(reason), detail);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("the child answered with an unknown reason", unknown);
        }
    }

    private static void writeString(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readString(DataInputStream in, long maxBytes) throws IOException {
        int length = checked(in.readInt(), maxBytes);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the channel ended within a frame");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int checked(int length, long max) throws IOException {
        if (length < 0 || length > max) {
            throw new IOException("a frame is longer than its limit of " + max);
        }
        return length;
    }
}
