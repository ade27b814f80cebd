package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the spoken languages that a resume claims, and how well. */
final class LanguageFinder {

    private static final int FAR = 60;
    private static final Map<String, String> NAMES = names();
    private static final Pattern WORD =
            Pattern.compile(
                    "(?:Swiss|Brazilian|Haitian|American Sign)"
                            + " [\\p{L}]{4,12}|[\\p{L}\\p{M}]{2,30}");
    private static final Pattern CLAIM =
            Pattern.compile(
                    "\\b(?:fluent|fluency|fluently|bilingual|trilingual|multilingual|native"
                        + " speaker|native|speaks?|spoken|languages?|sprachen|langues|idiomas|lingue|talen|muttersprache|conversational)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SURE =
            Pattern.compile(
                    "\\b(?:fluent|fluency|fluently|bilingual|trilingual|speak|conversational)"
                            + " (?:in|with)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PROGRAMMING =
            Pattern.compile(
                    "\\bprogramming|\\bscripting|\\bteach|\\barts\\b|\\bspeech|pathology|body"
                            + " language",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SENTENCE = Pattern.compile("[^.;!?]{1,1000}");
    // Words of their own in lower case.
    private static final Set<String> ALSO_WORDS = Set.of("polish", "thai", "irish", "lao", "latin");

    private LanguageFinder() {}

    static List<Field<SpokenLanguage>> find(List<Section> sections) {
        Map<String, Field<SpokenLanguage>> found = new LinkedHashMap<>();
        for (Section section : sections) {
            boolean listed = section.is(Kind.LANGUAGES);
            boolean silent = section.is(Kind.REFERENCES) || section.is(Kind.EDUCATION);
            for (int at = 0; at < section.lines().size(); at++) {
                Line line = section.lines().get(at);
                if (listed && line.text().length() < 200) {
                    in(line, 0, line.text().length(), 0.95, found);
                    levelBelow(section.lines(), at, found);
                } else if (!silent && line.text().length() < 1000) {
                    ofSentences(line, found);
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Whether the words name a language first. */
    static boolean isIn(String words) {
        return words.length() < 200
                && !named(words, 0, Math.min(words.length(), 20), true).isEmpty();
    }

    private static void ofSentences(Line line, Map<String, Field<SpokenLanguage>> found) {
        Matcher sentence = SENTENCE.matcher(line.text());
        while (sentence.find()) {
            String words = sentence.group();
            if (CLAIM.matcher(words).find() && !PROGRAMMING.matcher(words).find()) {
                in(line, sentence.start(), sentence.end(), 0.75, found);
            }
        }
    }

    private static void in(
            Line line,
            int from,
            int to,
            double confidence,
            Map<String, Field<SpokenLanguage>> found) {
        List<Named> named = named(line.text(), from, to, confidence > 0.9);
        for (int at = 0; at < named.size(); at++) {
            Named one = named.get(at);
            int before = at == 0 ? from : named.get(at - 1).to;
            int behind = at + 1 < named.size() ? named.get(at + 1).from : to;
            SpokenLanguage language =
                    new SpokenLanguage(
                            one.name, level(line.text(), named, at, before, behind).orElse(null));
            Span span = line.span(one.from, one.to);
            Field<SpokenLanguage> known = found.get(one.name);
            if (known == null || (known.value().level() == null && language.level() != null)) {
                found.put(one.name, new Field<>(language, span, confidence));
            }
        }
    }

    /** "German (C1)" and "Fluent German"; "fluent in German and French" says it of both. */
    private static Optional<LanguageLevel> level(
            String text, List<Named> named, int at, int before, int behind) {
        Named one = named.get(at);
        String next = text.substring(one.to, Math.min(behind, one.to + FAR));
        String last = text.substring(Math.max(before, one.from - FAR), one.from);
        boolean alone = at + 1 == named.size();
        boolean leads = at == 0 && LanguageLevels.in(last).isPresent();
        if (leads && !next.matches("(?s)\\s?[(:\u2013-].*")) {
            return LanguageLevels.in(last);
        }
        // "English Intermediate Spanish": the level stands before the next one.
        boolean prefixed = at > 0 && next.matches("\\s\\p{L}+\\s") && !alone;
        Optional<LanguageLevel> own =
                prefixed ? Optional.empty() : LanguageLevels.in(alone ? next : cut(next));
        if (own.isPresent()) {
            return own;
        }
        Optional<LanguageLevel> prefix = LanguageLevels.in(last);
        if (prefix.isPresent() && (at == 0 || last.matches("\\s\\p{L}+\\s"))) {
            return prefix;
        }
        boolean joined = at > 0 && last.matches("(?i)\\s?(?:,|/|&|and|und|et|y|,\\s?and)\\s?");
        return joined ? level(text, named, at - 1, 0, named.get(at - 1).to) : Optional.empty();
    }

    /** What stands before the next language's own words: "English native, fluent German". */
    private static String cut(String words) {
        int comma = words.indexOf(',');
        return comma > 1 ? words.substring(0, comma) : words;
    }

    /** A level on the line below the language. */
    private static void levelBelow(
            List<Line> lines, int at, Map<String, Field<SpokenLanguage>> found) {
        List<Named> named = named(lines.get(at).text(), 0, lines.get(at).text().length(), true);
        if (named.isEmpty() || at + 1 >= lines.size()) {
            return;
        }
        String below = lines.get(at + 1).text();
        Field<SpokenLanguage> field = found.get(named.getLast().name);
        if (field == null || field.value().level() != null || below.length() >= FAR) {
            return;
        }
        Optional<LanguageLevel> level = LanguageLevels.in(below);
        if (level.isPresent() && named(below, 0, below.length(), true).isEmpty()) {
            SpokenLanguage language = new SpokenLanguage(field.value().name(), level.get());
            found.put(language.name(), new Field<>(language, field.span(), field.confidence()));
        }
    }

    private static List<Named> named(String text, int from, int to, boolean listed) {
        List<Named> named = new ArrayList<>();
        boolean sure = SURE.matcher(text).find();
        Matcher word = WORD.matcher(text).region(from, to);
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            String name = NAMES.get(lower);
            // Languages are written with a capital in English and German, without one in French.
            boolean capital = Character.isUpperCase(word.group().charAt(0));
            boolean likely = listed || capital || (sure && !ALSO_WORDS.contains(lower));
            if (name != null && likely) {
                named.add(new Named(name, word.start(), word.end()));
            }
        }
        return named;
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

    private record Named(String name, int from, int to) {}
}
