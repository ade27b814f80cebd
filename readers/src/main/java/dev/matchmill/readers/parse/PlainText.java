package dev.matchmill.readers.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        CharsetMatch match = new CharsetDetector().setText(content).detect();
        if (match == null || match.getConfidence() < CONFIDENT) {
            return WINDOWS_1252;
        }
        String name = match.getName();
        if (name.equals("ISO-8859-1") || !Charset.isSupported(name)) {
            return WINDOWS_1252;
        }
        return Charset.forName(name);
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
