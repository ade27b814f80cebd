package dev.matchmill.readers.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Text files in whatever encoding they come: byte order mark, then UTF-8 if it is valid, then
 * UTF-16 by its NUL bytes, then a non-Latin guess if it is a confident one, else Windows-1252.
 */
final class PlainText {

    private static final int SAMPLE_BYTES = 4_096;

    /** Below this the detector confuses short Western texts with East Asian ones. */
    private static final int CONFIDENT = 60;

    /** Beyond this share of bytes outside ASCII there is no Western text to confuse it with. */
    private static final double FOREIGN = 0.25;

    /** What the detector is sure of at a resume in Cyrillic or Greek, which it rates low. */
    private static final int LIKELY = 20;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private PlainText() {}

    static RawText read(byte[] content) {
        return new RawText(decode(content), 0, false, List.of(), 0, false, 0);
    }

    static String decode(byte[] content) {
        Charset charset = charset(content);
        String text = new String(content, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] content) {
        if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(content, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(content, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (looksLikeUtf16(content)) {
            return zeros(content, 1) > zeros(content, 0)
                    ? StandardCharsets.UTF_16LE
                    : StandardCharsets.UTF_16BE;
        }
        return isUtf8(content) ? StandardCharsets.UTF_8 : legacy(content);
    }

    private static boolean isUtf8(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static Charset legacy(byte[] content) {
        return nonLatin(content).orElse(WINDOWS_1252);
    }

    private static Optional<Charset> nonLatin(byte[] content) {
        CharsetMatch match = new CharsetDetector().setText(content).detect();
        int least = isForeign(content) ? LIKELY : CONFIDENT;
        if (match == null || match.getConfidence() < least) {
            return Optional.empty();
        }
        String name = match.getName();
        if (name.equals("ISO-8859-1") || !Charset.isSupported(name)) {
            return Optional.empty();
        }
        return Optional.of(Charset.forName(name));
    }

    /**
     * Whether text of another script in an encoding from before Unicode: mostly bytes outside
     * ASCII, which a look at signatures takes for binary, but blanks and no control characters.
     */
    static boolean looksLikeLegacy(byte[] content) {
        return count(content, PlainText::isControl) == 0
                && count(content, value -> value == ' ' || value == '\n') > 0
                && nonLatin(content).isPresent();
    }

    private static boolean isForeign(byte[] content) {
        int sample = Math.min(content.length, SAMPLE_BYTES);
        return count(content, value -> value >= 0x80) > sample * FOREIGN;
    }

    private static boolean isControl(int value) {
        return value < ' ' && value != '\t' && value != '\n' && value != '\r' && value != '\f';
    }

    private static long count(byte[] content, IntPredicate kind) {
        int sample = Math.min(content.length, SAMPLE_BYTES);
        return IntStream.range(0, sample).map(at -> content[at] & 0xFF).filter(kind).count();
    }

    /** Whether Latin text in UTF-16: nearly all odd or nearly all even bytes are NUL. */
    static boolean looksLikeUtf16(byte[] content) {
        int pairs = Math.min(content.length, SAMPLE_BYTES) / 2;
        int even = zeros(content, 0);
        int odd = zeros(content, 1);
        return pairs >= 4
                && Math.max(even, odd) > pairs * 0.8
                && Math.min(even, odd) <= pairs * 0.05;
    }

    private static int zeros(byte[] content, int parity) {
        int count = 0;
        int end = Math.min(content.length, SAMPLE_BYTES) / 2 * 2;
        for (int at = parity; at < end; at += 2) {
            if (content[at] == 0) {
                count++;
            }
        }
        return count;
    }

    private static boolean startsWith(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (int at = 0; at < mark.length; at++) {
            if ((content[at] & 0xFF) != mark[at]) {
                return false;
            }
        }
        return true;
    }
}
