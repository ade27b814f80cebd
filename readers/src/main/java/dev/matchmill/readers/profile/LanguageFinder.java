package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the spoken languages that a resume claims, by their English names. */
final class LanguageFinder {

    private static final Map<String, String> NAMES = names();
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{2,30}");
    private static final Pattern CLAIM =
            Pattern.compile(
                    "\\b(?:fluent|fluency|fluently|bilingual|trilingual|native"
                        + " speaker|speaks?|languages?|sprachen|langues|idiomas|muttersprache|conversational)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PROGRAMMING =
            Pattern.compile("\\bprogramming|\\bscripting", Pattern.CASE_INSENSITIVE);

    private static final Pattern SENTENCE = Pattern.compile("[^.;!?]{1,1000}");

    private LanguageFinder() {}

    static List<Field<String>> find(List<Section> sections) {
        Map<String, Field<String>> found = new LinkedHashMap<>();
        for (Section section : sections) {
            boolean listed = section.is(Kind.LANGUAGES);
            boolean silent = section.is(Kind.REFERENCES) || section.is(Kind.EDUCATION);
            for (Line line : section.lines()) {
                if (listed && line.text().length() < 200) {
                    in(line, 0, line.text().length(), 0.95, found);
                } else if (!silent && line.text().length() < 1000) {
                    ofSentences(line, found);
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    private static void ofSentences(Line line, Map<String, Field<String>> found) {
        Matcher sentence = SENTENCE.matcher(line.text());
        while (sentence.find()) {
            String words = sentence.group();
            if (CLAIM.matcher(words).find() && !PROGRAMMING.matcher(words).find()) {
                in(line, sentence.start(), sentence.end(), 0.75, found);
            }
        }
    }

    private static void in(
            Line line, int from, int to, double confidence, Map<String, Field<String>> found) {
        Matcher word = WORD.matcher(line.text()).region(from, to);
        while (word.find()) {
            String name = NAMES.get(word.group().toLowerCase(Locale.ROOT));
            // Languages are written with a capital in English and German, without one in French.
            if (name != null
                    && (confidence > 0.9 || Character.isUpperCase(word.group().charAt(0)))) {
                Span span = line.span(word.start(), word.end());
                found.putIfAbsent(name, new Field<>(name, span, confidence));
            }
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String[] row : Words.table("languages.tsv")) {
            names.put(row[0].toLowerCase(Locale.ROOT), row[0]);
            for (String other : row[1].split("\\|", -1)) {
                names.putIfAbsent(other.toLowerCase(Locale.ROOT), row[0]);
            }
        }
        names.remove("");
        return Map.copyOf(names);
    }
}
