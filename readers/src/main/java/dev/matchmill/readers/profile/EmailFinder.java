package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the candidate's own e-mail addresses; those of referees are left out. */
final class EmailFinder {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<![\\w.+-])[\\w][\\w.+%'-]{0,63}\\s?@\\s?[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.){1,6}[A-Za-z]{2,24}(?![\\w@-])");
    private static final Pattern DISGUISED =
            Pattern.compile(
                    "(?<![\\w.+-])([\\w][\\w.+-]{1,40})\\s?[\\[({]\\s?at\\s?[\\])}]\\s?([\\w-]{1,40}(?:\\s?(?:\\.|[\\[({]\\s?dot\\s?[\\])}]|\\sdot\\s)\\s?[\\w-]{2,24}){1,3})",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern DOT =
            Pattern.compile(
                    "\\s?[\\[({]\\s?dot\\s?[\\])}]\\s?|\\sdot\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_PERSON =
            Pattern.compile(
                    "\\b(?:refer(?:ee|ence|ences|red"
                        + " by)|supervisor|manager|agency|recruiter|emergency|parent|mother|father|guardian|presented"
                        + " by|represented by|consultant)\\b\\s?[:\\-(]",
                    Pattern.CASE_INSENSITIVE);
    private static final Set<String> OFFICES =
            Set.of(
                    "info",
                    "contact",
                    "jobs",
                    "careers",
                    "career",
                    "hr",
                    "recruitment",
                    "recruiting",
                    "office",
                    "admin",
                    "sales",
                    "support",
                    "resumes",
                    "cv",
                    "hello",
                    "staffing");

    private EmailFinder() {}

    static List<Field<String>> find(List<Section> sections, List<String> linkTargets) {
        Map<String, Field<String>> found = new LinkedHashMap<>();
        for (Section section : sections) {
            if (!section.is(Kind.REFERENCES)) {
                boolean own = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
                for (Line line : section.lines()) {
                    if (!OTHER_PERSON.matcher(head(line)).find()) {
                        in(line, own ? 0.95 : 0.6).forEach(f -> found.putIfAbsent(f.value(), f));
                    }
                }
            }
        }
        List<Field<String>> ordered = new ArrayList<>(found.values());
        ordered.sort(Comparator.comparingDouble(field -> -field.confidence()));
        if (ordered.isEmpty()) {
            ordered.addAll(ofLinks(linkTargets));
        }
        return ordered;
    }

    private static List<Field<String>> in(Line line, double confidence) {
        List<Field<String>> found = new ArrayList<>();
        String text = head(line);
        if (text.indexOf('@') >= 0) {
            Matcher plain = ADDRESS.matcher(text);
            while (plain.find()) {
                String address = plain.group().replaceAll("\\s", "").toLowerCase(Locale.ROOT);
                Span span = line.span(plain.start(), plain.end());
                found.add(new Field<>(address, span, surety(address, confidence)));
            }
        }
        Matcher disguised = DISGUISED.matcher(text);
        while (disguised.find()) {
            String domain = DOT.matcher(disguised.group(2)).replaceAll(".").replaceAll("\\s", "");
            String address = (disguised.group(1) + "@" + domain).toLowerCase(Locale.ROOT);
            Span span = line.span(disguised.start(), disguised.end());
            found.add(new Field<>(address, span, surety(address, confidence - 0.15)));
        }
        return found;
    }

    /** Addresses that only stand behind a link have no place in the text: their span is empty. */
    private static List<Field<String>> ofLinks(List<String> linkTargets) {
        List<Field<String>> found = new ArrayList<>();
        for (String target : linkTargets) {
            if (target.regionMatches(true, 0, "mailto:", 0, 7)) {
                String address = target.substring(7).split("\\?", 2)[0].strip();
                if (address.length() < 255 && ADDRESS.matcher(address).matches()) {
                    String lower = address.toLowerCase(Locale.ROOT);
                    found.add(new Field<>(lower, new Span(0, 0), surety(lower, 0.8)));
                }
            }
        }
        return found.stream().limit(1).toList();
    }

    private static double surety(String address, double confidence) {
        String local = address.substring(0, address.indexOf('@'));
        return OFFICES.contains(local) ? confidence / 2 : confidence;
    }

    private static String head(Line line) {
        return line.text().length() > 4000 ? line.text().substring(0, 4000) : line.text();
    }
}
