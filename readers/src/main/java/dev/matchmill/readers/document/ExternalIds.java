package dev.matchmill.readers.document;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Paths as text and back, byte by byte: a name that isn't valid UTF-8 survives, whatever the locale
 * is. A byte that is no part of valid UTF-8 is written as U+FFFD and two hexadecimal digits (and so
 * is a real U+FFFD in a name, which keeps the way back unique).
 */
final class ExternalIds {

    private static final char ESCAPE = '\uFFFD';
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ExternalIds() {}

    static String of(Path root, Path file) {
        byte[] whole = bytes(file.toUri().getRawPath());
        byte[] prefix = bytes(root.toUri().getRawPath());
        int start = prefix.length;
        int end = whole[whole.length - 1] == '/' ? whole.length - 1 : whole.length;
        return text(java.util.Arrays.copyOfRange(whole, start, end));
    }

    static Path resolve(Path root, String externalId) {
        StringBuilder path = new StringBuilder(root.toUri().getRawPath());
        for (int at = 0; at < externalId.length(); ) {
            int point = externalId.codePointAt(at);
            at += Character.charCount(point);
            if (point == ESCAPE && at + 2 <= externalId.length()) {
                path.append('%').append(externalId, at, at + 2);
                at += 2;
            } else if (point == '/') {
                path.append('/');
            } else {
                for (byte part : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    path.append('%').append(HEX.toHexDigits(part));
                }
            }
        }
        return Path.of(URI.create("file://" + path)).normalize();
    }

    private static byte[] bytes(String rawPath) {
        ByteBuffer out = ByteBuffer.allocate(rawPath.length());
        for (int at = 0; at < rawPath.length(); at++) {
            char sign = rawPath.charAt(at);
            if (sign == '%') {
                out.put((byte) HexFormat.fromHexDigits(rawPath, at + 1, at + 3));
                at += 2;
            } else {
                out.put((byte) sign);
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; ) {
            int length = validLength(bytes, at);
            if (length == 0) {
                text.append(ESCAPE).append(HEX.toHexDigits(bytes[at]).toUpperCase(Locale.ROOT));
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /** Bytes of the valid character that starts there, 0 when none does. */
    private static int validLength(byte[] bytes, int at) {
        for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
            try {
                ByteBuffer part = ByteBuffer.wrap(bytes, at, length);
                String one = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
                return one.charAt(0) == ESCAPE ? 0 : length;
            } catch (CharacterCodingException longer) {
                // Maybe with one more byte.
            }
        }
        return 0;
    }
}
