package dev.matchmill.readers.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Repairs UTF-8 that a program took for Windows-1252 or Latin-1 and saved again: "MartÃ­nez",
 * "â€“". Only texts in which it happened more than once, or to a sign of three bytes, are touched:
 * a single pair of such letters may be meant.
 */
final class Mojibake {

    private static final int LAST_LATIN_LEAD = 0xC5;
    private static final int SIGN_LEAD = 0xE2;
    private static final int LEAST = 2;
    private static final Pattern WIDE_HYPHEN = Pattern.compile("\u00EF\u00BC[\u008D\u200B]?");
    private static final Pattern LONE_BLANK =
            Pattern.compile("(?<!\\p{Lu})\u00C2+(?=[\\s\\p{Punct}]|$)");
    private static final Map<Character, Integer> BYTES = windows();

    private Mojibake() {}

    static String repaired(String text) {
        String before = text;
        String after = once(before);
        // Some texts went through it twice.
        while (after.length() < before.length()) {
            before = after;
            after = once(before);
        }
        return withoutHalves(after);
    }

    private static String once(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int found = 0;
        for (int at = 0; at < text.length(); ) {
            int length = length(text, at);
            if (length == 0) {
                out.append(text.charAt(at));
                at++;
                continue;
            }
            byte[] bytes = new byte[length];
            for (int offset = 0; offset < length; offset++) {
                bytes[offset] = (byte) byteOf(text.charAt(at + offset));
            }
            out.append(new String(bytes, StandardCharsets.UTF_8));
            boolean inWord = at > 0 && Character.isLowerCase(text.charAt(at - 1));
            found += inWord ? LEAST : length - 1;
            at += length;
        }
        // The last byte of a closing quote has no sign in Windows-1252 and is often lost.
        return found >= LEAST ? out.toString().replace("\u00E2\u20AC", "\u201D") : text;
    }

    /** Pairs whose last byte was lost on the way: a fixed blank, a wide hyphen. */
    private static String withoutHalves(String text) {
        String dashed = WIDE_HYPHEN.matcher(text).replaceAll("-");
        return LONE_BLANK.matcher(dashed).results().limit(LEAST).count() == LEAST
                ? LONE_BLANK.matcher(dashed).replaceAll(" ")
                : dashed;
    }

    /** How many signs from here on are the bytes of one; 0 when they aren't. */
    private static int length(String text, int at) {
        char lead = text.charAt(at);
        if (lead >= 0xC2 && lead <= LAST_LATIN_LEAD) {
            return follows(text, at + 1) ? 2 : 0;
        }
        // Signs, dashes, quotes and bullets: U+2000 to U+27BF.
        boolean sign = lead == SIGN_LEAD && follows(text, at + 1) && follows(text, at + 2);
        return sign && byteOf(text.charAt(at + 1)) < 0xA0 ? 3 : 0;
    }

    private static boolean follows(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        int value = byteOf(text.charAt(at));
        return value >= 0x80 && value < 0xC0;
    }

    /** The byte that a sign was before; -1 when it was none. */
    private static int byteOf(char sign) {
        return sign < 0x100 ? sign : BYTES.getOrDefault(sign, -1);
    }

    private static Map<Character, Integer> windows() {
        Charset charset = Charset.forName("windows-1252");
        Map<Character, Integer> bytes = new HashMap<>();
        for (int value = 0x80; value < 0xA0; value++) {
            String sign = new String(new byte[] {(byte) value}, charset);
            if (sign.charAt(0) != 0xFFFD) {
                bytes.put(sign.charAt(0), value);
            }
        }
        return Map.copyOf(bytes);
    }
}
