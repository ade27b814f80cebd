package dev.matchmill.readers.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes text out of RTF that nobody sees: hidden ({@code \v}), under two points, or white in a
 * document without coloured backgrounds. Control words stay, so that the document keeps its form.
 */
final class RtfHiddenText {

    private static final int SMALLEST_HALF_POINTS = 4;
    private static final Pattern COLOUR =
            Pattern.compile(
                    "(?:\\\\red(\\d{1,3})\\s?\\\\green(\\d{1,3})\\s?\\\\blue(\\d{1,3}))?\\s?;");
    private static final Pattern BACKGROUND =
            Pattern.compile("\\\\(?:highlight|cb|chcbpat|cbpat|clcbpat|shp|do|background)\\d*\\b");

    private final byte[] rtf;
    private final List<Boolean> whites;
    private final ByteArrayOutputStream out;
    private final Deque<State> groups = new ArrayDeque<>();
    private State state = new State(false, false, false);
    private int skip;
    private int hidden;

    private RtfHiddenText(byte[] rtf, List<Boolean> whites) {
        this.rtf = rtf;
        this.whites = whites;
        out = new ByteArrayOutputStream(rtf.length);
    }

    private record State(boolean vanished, boolean tiny, boolean white) {

        boolean isHidden() {
            return vanished || tiny || white;
        }
    }

    /** What is left, and how many signs were taken out. */
    static Seen removed(byte[] rtf) {
        RtfHiddenText reader = new RtfHiddenText(rtf, whites(rtf));
        byte[] left = reader.read();
        return new Seen(left, reader.hidden);
    }

    /** A document without its hidden text. */
    static final class Seen {
        private final byte[] rtf;
        private final int hidden;

        private Seen(byte[] rtf, int hidden) {
            this.rtf = rtf;
            this.hidden = hidden;
        }

        byte[] rtf() {
            return rtf;
        }

        int hidden() {
            return hidden;
        }
    }

    /** Which entries of the colour table are white; none when white may be seen. */
    private static List<Boolean> whites(byte[] rtf) {
        String text = new String(rtf, StandardCharsets.ISO_8859_1);
        int table = text.indexOf("{\\colortbl");
        if (table < 0 || BACKGROUND.matcher(text).find()) {
            return List.of();
        }
        int end = text.indexOf('}', table);
        int from = table + "{\\colortbl".length();
        List<Boolean> whites = new ArrayList<>();
        Matcher colour = COLOUR.matcher(text.substring(from, end < 0 ? from : end));
        while (colour.find()) {
            boolean white =
                    "255".equals(colour.group(1))
                            && "255".equals(colour.group(2))
                            && "255".equals(colour.group(3));
            whites.add(white);
        }
        return whites;
    }

    private byte[] read() {
        int at = 0;
        while (at < rtf.length) {
            byte sign = rtf[at];
            if (sign == '{') {
                groups.push(state);
                out.write(sign);
                at++;
            } else if (sign == '}') {
                state = groups.isEmpty() ? state : groups.pop();
                out.write(sign);
                at++;
            } else if (sign == '\\') {
                at = control(at);
            } else {
                boolean text = sign != '\r' && sign != '\n';
                if (!(text && (state.isHidden() || skip > 0))) {
                    out.write(sign);
                } else if (skip == 0 && sign != ' ') {
                    hidden++;
                }
                skip -= text && skip > 0 ? 1 : 0;
                at++;
            }
        }
        return out.toByteArray();
    }

    /** A control word or sign; gives the offset behind it. */
    private int control(int start) {
        int at = start + 1;
        if (at >= rtf.length || !isLetter(rtf[at])) {
            int length = at < rtf.length && rtf[at] == '\'' ? 4 : 2;
            boolean text = at < rtf.length && "'~-_\\{}".indexOf(rtf[at]) >= 0;
            return copy(start, Math.min(rtf.length, start + length), text);
        }
        while (at < rtf.length && isLetter(rtf[at])) {
            at++;
        }
        String word = new String(rtf, start + 1, at - start - 1, StandardCharsets.ISO_8859_1);
        int number = at;
        while (at < rtf.length && (isDigit(rtf[at]) || (at == number && rtf[at] == '-'))) {
            at++;
        }
        String digits = new String(rtf, number, at - number, StandardCharsets.ISO_8859_1);
        if (at < rtf.length && rtf[at] == ' ') {
            at++;
        }
        int value = digits.matches("-?\\d{1,9}") ? Integer.parseInt(digits) : 1;
        if (word.equals("bin") && value > 0) {
            at = Math.min(rtf.length, at + value);
        }
        apply(word, value, digits.isEmpty());
        String mark = RtfTables.mark(word);
        if (mark != null) {
            out.writeBytes(mark.getBytes(StandardCharsets.US_ASCII));
            return at;
        }
        boolean hiddenSign = word.equals("u") && state.isHidden();
        if (hiddenSign) {
            hidden++;
            skip = 1;
            return at;
        }
        return copy(start, at, false);
    }

    private int copy(int from, int to, boolean text) {
        if (text && skip > 0) {
            skip--;
        } else if (!(text && state.isHidden())) {
            out.write(rtf, from, to - from);
        }
        return to;
    }

    private void apply(String word, int value, boolean bare) {
        state =
                switch (word) {
                    case "v" -> new State(bare || value != 0, state.tiny, state.white);
                    case "fs" ->
                            new State(
                                    state.vanished,
                                    value < SMALLEST_HALF_POINTS && !bare,
                                    state.white);
                    case "cf" -> new State(state.vanished, state.tiny, isWhite(bare ? 0 : value));
                    case "plain" -> new State(false, false, false);
                    default -> state;
                };
    }

    private boolean isWhite(int colour) {
        return colour >= 0 && colour < whites.size() && whites.get(colour);
    }

    private static boolean isLetter(byte sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }

    private static boolean isDigit(byte sign) {
        return sign >= '0' && sign <= '9';
    }
}
