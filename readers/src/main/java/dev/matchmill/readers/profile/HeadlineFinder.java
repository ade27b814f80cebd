package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the title that the candidate puts at the top, such as "SENIOR ACCOUNTANT". */
final class HeadlineFinder {

    private static final int TOP_LINES = 6;
    private static final int LONGEST_HEADLINE = 90;
    private static final Pattern CUT = Pattern.compile("\\s?[|\u2022\u00B7\t]\\s?|\\s{3,}");
    private static final Pattern LABEL =
            Pattern.compile(
                    "^(?:title|position|current position|current role|profession)\\s?:\\s*",
                    Pattern.CASE_INSENSITIVE);

    private HeadlineFinder() {}

    static Optional<Field<String>> find(List<Section> sections, Optional<Field<String>> name) {
        Section top = sections.getFirst();
        if (!top.is(Kind.HEADER)) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>(top.lines().stream().limit(TOP_LINES).toList());
        name.ifPresent(found -> lines.addAll(besideName(sections, found)));
        for (Line line : lines) {
            int from = 0;
            if (name.isPresent() && line.span().contains(name.get().span().start())) {
                from =
                        NameFinder.endOfCredentials(
                                line.text(), name.get().span().end() - line.start());
            }
            Optional<Field<String>> headline = in(line, Math.min(from, line.text().length()));
            if (headline.isPresent()) {
                return headline;
            }
        }
        return name.isPresent() ? Optional.empty() : onlyLine(top);
    }

    /** Where a side column comes first, the name and the title below it are in another section. */
    private static List<Line> besideName(List<Section> sections, Field<String> name) {
        for (Section section : sections) {
            for (int at = 0; at < section.lines().size(); at++) {
                if (section.lines().get(at).span().contains(name.span().start())) {
                    int end = Math.min(at + 2, section.lines().size());
                    return section.lines().subList(at, end);
                }
            }
        }
        return List.of();
    }

    /** A header of one line that names nobody is a title, even when its role is an unknown word. */
    private static Optional<Field<String>> onlyLine(Section top) {
        if (top.lines().size() != 1) {
            return Optional.empty();
        }
        Line line = top.lines().getFirst();
        boolean phrase =
                line.wordCount() <= 8
                        && line.text().length() >= 3
                        && line.text().length() <= LONGEST_HEADLINE
                        && Character.isUpperCase(line.text().charAt(0))
                        && line.text().chars().noneMatch(c -> Character.isDigit(c) || c == '@')
                        && !NameFinder.opensResume(line.text());
        return phrase ? Optional.of(new Field<>(line.text(), line.span(), 0.5)) : Optional.empty();
    }

    private static Optional<Field<String>> in(Line line, int from) {
        String text = line.text();
        Matcher cut = CUT.matcher(text);
        int start = from;
        while (start < text.length()) {
            boolean more = cut.find(start);
            int end = more ? cut.start() : text.length();
            String piece = text.substring(start, end);
            String words =
                    LABEL.matcher(
                                    piece.replaceAll(
                                            "^[\\s,;:|\u2013-]{1,10}|[\\s,;:|\u2013-]{1,10}$", ""))
                            .replaceFirst("");
            if (isHeadline(words)) {
                int at = text.indexOf(words, start);
                Span span = line.span(at, at + words.length());
                return Optional.of(new Field<>(words, span, 0.8));
            }
            start = more && cut.end() > start ? cut.end() : text.length();
        }
        return Optional.empty();
    }

    private static boolean isHeadline(String words) {
        return words.length() >= 3
                && words.length() <= LONGEST_HEADLINE
                && words.indexOf('@') < 0
                && words.chars().filter(Character::isDigit).count() <= 2
                && Character.isUpperCase(words.charAt(0))
                && !words.toLowerCase(Locale.ROOT).contains("company name")
                && JobTitles.isTitle(words);
    }
}
