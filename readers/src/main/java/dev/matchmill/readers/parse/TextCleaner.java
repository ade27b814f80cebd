package dev.matchmill.readers.parse;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last step of every format: one shape of text, whatever it came from. NFC; ligatures spelled
 * out; no control characters, lone surrogates, zero-width or soft-hyphen characters; lines end in
 * {@code \n} and have no outer blanks; blanks inside a line are one space or one tab; at most two
 * empty lines in a row; one sign for all bullets. Cleaning twice changes nothing.
 */
public final class TextCleaner {

    /** The sign that every list item starts with, followed by one space. */
    public static final String BULLET = "•";

    private static final int MAX_EMPTY_LINES = 2;
    private static final int MAX_ROUNDS = 10;
    private static final Pattern LINE_END = Pattern.compile("\r\n?|[\n\u000B\f\u0085\u2028\u2029]");
    private static final Pattern TABS = Pattern.compile(" *\t[ \t]*");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern BULLETS =
            Pattern.compile(
                    "^(?:[•●▪■◦○‣⁃∙·▸►▶➢➤➔✓✔❖◆◇□▫★☆✦✧➣⮚⚫\uF000-\uF0FF]+[ \t]*|[*-][ \t]+(?=\\p{L})"
                            + "|o(?:\t| {2,})(?=\\p{L}))");
    private static final Pattern LONE_BULLET = Pattern.compile(BULLET + "\\s*");

    /** Signs of private use, and words of signs that have no meaning. */
    private static final Pattern ICONS =
            Pattern.compile("\\p{Co}+|(?<![^\\s])\uFFFD+(?![^\\s])[ ]?");

    /** A heading set letter by letter, four letters or more. */
    private static final Pattern SPACED =
            Pattern.compile("(?<![^\\s])\\p{L}(?: \\p{L}){3,}(?![^\\s])");

    private TextCleaner() {}

    /** The clean text. */
    public static String clean(String raw) {
        String before = raw;
        String after = once(before);
        // What was dropped may bring together what needs cleaning as well.
        for (int round = 1; round < MAX_ROUNDS && !after.equals(before); round++) {
            before = after;
            after = once(before);
        }
        return after;
    }

    private static String once(String raw) {
        String text = Normalizer.normalize(characters(Mojibake.repaired(raw)), Normalizer.Form.NFC);
        StringBuilder out = new StringBuilder(text.length());
        int empty = 0;
        boolean bullet = false;
        for (String line : lines(text)) {
            if (line.isEmpty()) {
                empty++;
                continue;
            }
            if (!out.isEmpty()) {
                out.append(bullet ? " " : "\n".repeat(1 + Math.min(empty, MAX_EMPTY_LINES)));
            }
            boolean continued = bullet && line.startsWith(BULLET + " ");
            bullet = LONE_BULLET.matcher(line).matches();
            out.append(continued ? line.substring(2) : line);
            empty = 0;
        }
        // Joining spaced letters may bring together what composes.
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    /** A clean text without the signs that only a font of icons can show. */
    static String legible(String clean) {
        return ICONS.matcher(clean).find() ? clean(ICONS.matcher(clean).replaceAll("")) : clean;
    }

    /** Whether a word is the sign of a list item. */
    static boolean startsItem(String word) {
        return BULLETS.matcher(word).lookingAt();
    }

    /** At most that many UTF-16 units, no surrogate pair in two, no blank at the end. */
    public static String cut(String clean, int maxCharacters) {
        if (clean.length() <= maxCharacters) {
            return clean;
        }
        boolean inPair = Character.isHighSurrogate(clean.charAt(maxCharacters - 1));
        return clean.substring(0, inPair ? maxCharacters - 1 : maxCharacters).stripTrailing();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String raw : LINE_END.split(text, -1)) {
            String tabbed = TABS.matcher(raw.strip()).replaceAll("\t");
            String marked = BULLETS.matcher(tabbed).replaceFirst(BULLET + " ");
            String joined = SPACED.matcher(marked).replaceAll(hit -> hit.group().replace(" ", ""));
            lines.add(SPACES.matcher(joined).replaceAll(" ").strip());
        }
        return lines;
    }

    private static String characters(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        raw.codePoints().forEach(point -> character(point, out));
        return out.toString();
    }

    private static void character(int point, StringBuilder out) {
        switch (point) {
            case '\t', '\n', '\r', 0x0B, '\f', 0x85, 0x2028, 0x2029 -> out.appendCodePoint(point);
            case 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF -> {}
            default -> {
                if (point >= 0xFB00 && point <= 0xFB06) {
                    out.append(
                            Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC));
                    return;
                }
                byType(point, out);
            }
        }
    }

    private static void byType(int point, StringBuilder out) {
        switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR -> out.append(' ');
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> {}
            case Character.UNASSIGNED -> {}
            default -> out.appendCodePoint(point);
        }
    }
}
