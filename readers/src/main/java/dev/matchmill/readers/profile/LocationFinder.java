package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where the candidate lives: in the contact block, where a known place proves it. */
final class LocationFinder {

    private static final int HEADER_LINES = 14;
    private static final Pattern LABEL =
            Pattern.compile(
                    "\\b(?:(?:home |current |postal |permanent )?address|(?:current"
                        + " )?location|(?:based|living|located|resid(?:ing|es)|lives) in|place of"
                        + " residence|residence|city|wohnort|wohnhaft"
                        + " in|anschrift|adresse|ort|domicile|domicilio|direcci\u00F3n|residencia|ubicaci\u00F3n|ciudad|ville|localisation|lieu"
                        + " de r\u00E9sidence|indirizzo|residenza"
                        + "|woonplaats|adres|endere\u00E7o|cidade|miasto|\u0430\u0434\u0440\u0435\u0441|\u0433\u043E\u0440\u043E\u0434|\u043C\u0456\u0441\u0442\u043E"
                        + "|\u03B4\u03B9\u03B5\u03CD\u03B8\u03C5\u03BD\u03C3\u03B7|\u4F4F\u5740|\u5730\u5740|\u4F4F\u6240|\u73B0\u5C45|\uC8FC\uC18C)"
                        + "(?:\\s?[:\uFF1A\\-]|(?<=\\bin)\\s)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern PIECE_END =
            Pattern.compile(
                    "[|\u2022\u00B7\u25CF;\uFF1B"
                        + "\t\u2502()\uFFFC\u25C6\u2666\u2756\u25AA\u25A0\u2605]|\\s[-\u2013\u2014/]\\s|\\s{3,}|\\b(?:in|near)\\s(?=\\p{Lu})");
    private static final Pattern NO_PLACE =
            Pattern.compile(
                    "@|https?:|www\\.|\\.com\\b|\\+\\d|(?<!\\d)(?!\\d{5}-\\d{4}(?!\\d))(?:\\d[\\s().-]{0,3}){7}");
    private static final Pattern WISH =
            Pattern.compile("(?i)\\b(?:relocat\\w*|willing|available|open to)\\b");
    // Of birth, of citizenship, of a wish, of an employer or a school.
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "\\b(?:birth|born|birthplace|geboren|geb|geburt\\w*|naissance|n\u00E9e?"
                        + " (?:le|\u00E0)|nacimiento|nascimento|nationality|citizen\\w*|nacionalidad"
                        + "|nationalit\u00E9|staatsangeh\u00F6rigkeit|passport|visa|preferred|university|college|universit\u00E4t|universit\u00E9"
                        + "|universidad|institute|school|gmbh|inc|llc|ltd|corp|(?:19|20)\\d\\d\\s?[-\u2013\u2014]\\s?(?:(?:19|20)\\d\\d|\\p{L}+))\\b",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private LocationFinder() {}

    static Optional<Field<Location>> find(List<Section> sections) {
        Optional<Field<Location>> found = Optional.empty();
        for (Section section : sections) {
            boolean contacts = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
            int limit = contacts ? HEADER_LINES : 6;
            for (int at = 0; at < Math.min(limit, section.lines().size()); at++) {
                Line line = section.lines().get(at);
                boolean labelled = LABEL.matcher(line.text()).find();
                // A name may be a city's as well: the first line needs a comma to be a place.
                boolean name = section.is(Kind.HEADER) && at == 0 && line.text().indexOf(',') < 0;
                if ((contacts || labelled) && !name && line.text().length() < 200) {
                    Optional<Field<Location>> here = in(line, labelled);
                    if (here.isPresent() && isSurer(here, found)) {
                        found = here;
                    }
                }
            }
        }
        return found;
    }

    private static boolean isSurer(
            Optional<Field<Location>> here, Optional<Field<Location>> found) {
        return found.isEmpty() || here.orElseThrow().confidence() > found.get().confidence();
    }

    private static Optional<Field<Location>> in(Line line, boolean labelled) {
        String text = line.text();
        Matcher ends = PIECE_END.matcher(text);
        int from = 0;
        while (from < text.length()) {
            boolean more = ends.find(from);
            int to = more ? ends.start() : text.length();
            Optional<Field<Location>> piece = piece(line, from, to, labelled);
            if (piece.isPresent()) {
                return piece;
            }
            from = more ? ends.end() : text.length();
        }
        return Optional.empty();
    }

    private static Optional<Field<Location>> piece(Line line, int from, int to, boolean labelled) {
        Matcher label = LABEL.matcher(line.text()).region(from, to);
        int start = label.find() ? label.end() : from;
        String words = line.text().substring(start, to);
        if (ELSEWHERE.matcher(line.text().substring(hardCut(line.text(), from), to)).find()) {
            return Optional.empty();
        }
        // Address and number may stand behind commas as well: "Leeds, United Kingdom, 0113 ...".
        int end = start;
        List<String> kept = new ArrayList<>();
        for (String part : words.split("[,\uFF0C]", 8)) {
            if (NO_PLACE.matcher(part).find() || WISH.matcher(part).find()) {
                if (!kept.isEmpty()) {
                    break;
                }
                start += part.length() + 1;
                end = start;
            } else {
                end =
                        start
                                + String.join(",", kept).length()
                                + (kept.isEmpty() ? 0 : 1)
                                + part.length();
                kept.add(part);
            }
        }
        if (kept.isEmpty()
                || kept.stream().mapToInt(part -> part.strip().split("\\s+", 32).length).sum()
                        > 14) {
            return Optional.empty();
        }
        int first = start;
        int last = Math.min(end, to);
        return new PlaceParts(kept, labelled)
                .read()
                .map(place ->
                        new Field<>(
                                place, trimmed(line, first, last), confidence(place, labelled)));
    }

    /** Where the part of the line begins that bars, bullets and tabs set apart. */
    private static int hardCut(String text, int from) {
        int at = from;
        while (at > 0 && "|\u2022\u00B7\t;".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private static double confidence(Location place, boolean labelled) {
        double base = place.city() == null ? 0.5 : place.country() == null ? 0.6 : 0.85;
        return labelled ? Math.min(1, base + 0.1) : base;
    }

    private static Span trimmed(Line line, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && !Character.isLetterOrDigit(line.text().charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(line.text().charAt(end - 1))) {
            end--;
        }
        return line.span(start, end);
    }
}
