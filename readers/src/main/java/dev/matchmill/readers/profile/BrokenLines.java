package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that a narrow column breaks: their second half begins the next line. */
final class BrokenLines {

    // Unfinished: nothing behind the at sign, or a host without its last part.
    private static final Pattern OPEN_ADDRESS =
            Pattern.compile(
                    "(?<![\\w.+@/-])[\\w.+-]{1,64}(?:@(?:[\\w-]{1,63}\\.){0,4}[\\w-]{0,63})?$");
    private static final Pattern REST =
            Pattern.compile("^[@.]?[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,4}(?=$|\\s)");
    private static final Pattern OPEN_LINK =
            Pattern.compile(
                    "(?:https?://|www\\.|linkedin\\.com/|github\\.com/|gitlab\\.com/)\\S{0,150}[/\\-_=]$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK_REST =
            Pattern.compile("^[\\p{Ll}\\d%_][\\p{Ll}\\d%_/.=&?-]{0,100}$");

    private BrokenLines() {}

    /** The address over both lines, whose shape the caller checks. */
    static Optional<Field<String>> address(Line line, Line next) {
        String text = line.text();
        Matcher open =
                OPEN_ADDRESS.matcher(
                        text.length() > 200 ? text.substring(text.length() - 200) : text);
        Matcher rest = REST.matcher(next.text());
        if (!open.find() || !rest.find()) {
            return Optional.empty();
        }
        String first = open.group();
        String second = rest.group();
        int at = first.indexOf('@');
        String host = at < 0 ? "" : first.substring(at + 1);
        boolean unfinished =
                at < 0
                        ? second.startsWith("@")
                        : second.indexOf('@') < 0
                                && (host.isEmpty()
                                        || host.indexOf('.') < 0
                                        || host.endsWith(".")
                                        || host.endsWith("-")
                                        || second.startsWith("."));
        boolean ends =
                second.matches(".*\\p{L}") && (second.indexOf('.') >= 0 || host.endsWith("."));
        Span span = new Span(line.end() - first.length(), next.start() + second.length());
        return unfinished && ends
                ? Optional.of(new Field<>(first + second, span, 1))
                : Optional.empty();
    }

    /** The rest of a link on the next line, empty when the link ends on its own. */
    static String restOfLink(String link, Line next) {
        boolean open = OPEN_LINK.matcher(link).find() && LINK_REST.matcher(next.text()).matches();
        return open ? next.text() : "";
    }
}
