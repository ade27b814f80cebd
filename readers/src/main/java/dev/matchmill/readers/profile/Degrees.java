package dev.matchmill.readers.profile;

import dev.matchmill.migrations.type.EducationLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names of degrees by the patterns of {@code degrees.tsv}. */
final class Degrees {

    private static final int MOST_LOWER_CASE_WORDS = 6;
    private static final int MOST_WORDS_BEFORE = 8;
    private static final Pattern ANY_DIPLOMA =
            Pattern.compile("(?i)diploma|certificates?|dipl\u00F4me");
    private static final List<Kind> KINDS =
            Words.table("degrees.tsv").stream()
                    .map(row -> new Kind(EducationLevel.valueOf(row[0]), pattern(row[1])))
                    .toList();

    private Degrees() {}

    /** The degrees of a line in their order; of those at one place the longest. */
    static List<Found> in(String text) {
        List<Found> all = new ArrayList<>();
        for (Kind kind : KINDS) {
            Matcher matcher = kind.pattern.matcher(text);
            while (matcher.find()) {
                all.add(
                        new Found(
                                kind.level,
                                matcher.group().strip(),
                                matcher.start(),
                                matcher.end()));
            }
        }
        all.sort(
                Comparator.comparingInt(Found::from)
                        .thenComparing(Found::to, Comparator.reverseOrder()));
        List<Found> found = new ArrayList<>();
        int end = 0;
        for (Found degree : all) {
            if (degree.from >= end) {
                found.add(degree);
                end = degree.to;
            }
        }
        return withHighSchool(found);
    }

    static boolean isIn(String text) {
        return KINDS.stream().anyMatch(kind -> kind.pattern.matcher(text).find());
    }

    /** Whether the line names a degree, rather than speaks of one in a sentence. */
    static boolean heads(String text, Found degree) {
        String before = text.substring(0, degree.from);
        boolean near =
                before.split("\\s+", MOST_WORDS_BEFORE + 2).length <= MOST_WORDS_BEFORE
                        || StudyParts.school(before) != null;
        return near
                && Deeds.lowerCaseWords(before) <= 1
                && (degree.from < 4 || Deeds.lowerCaseWords(text) <= MOST_LOWER_CASE_WORDS)
                && !Deeds.isDeed(text);
    }

    /** "Diploma, Lake High School": the diploma is the school's. */
    private static List<Found> withHighSchool(List<Found> found) {
        boolean school = found.stream().anyMatch(one -> one.level == EducationLevel.SECONDARY);
        if (!school) {
            return found;
        }
        return found.stream()
                .map(one ->
                        ANY_DIPLOMA.matcher(one.words).matches()
                                ? new Found(EducationLevel.SECONDARY, one.words, one.from, one.to)
                                : one)
                .toList();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private record Kind(EducationLevel level, Pattern pattern) {}

    /** A degree in a line, from and to offset. */
    record Found(EducationLevel level, String words, int from, int to) {}
}
