package dev.matchmill.readers.profile;

import dev.matchmill.migrations.type.EducationLevel;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The title in a line that heads a position: the part with a role and the parts that belong to it
 * ("Fitness Director - Personal Trainer", "Staff Nurse, Surgical ICU").
 *
 * @param whole with unknown words beside it, null when there are none
 */
record HeadingTitle(String words, int from, int to, @Nullable String whole) {

    private static final int LONGEST = 120;
    private static final int MOST_WORDS_OF_BLANK = 14;
    private static final Pattern WEAK =
            Pattern.compile("[\\s)(]*(?:[,/&+]|[-\u2013\u2014])?[\\s)(]*");
    private static final Pattern SLASH = Pattern.compile("\\s*/\\s*");

    static @Nullable HeadingTitle of(String line, List<List<HeadingParts.Part>> pieces) {
        List<HeadingParts.Part> all = pieces.stream().flatMap(List::stream).toList();
        int at = firstTitle(all);
        if (at < 0) {
            return null;
        }
        int first = at;
        int last = at;
        while (first > 0
                && SLASH.matcher(between(line, all, first)).matches()
                && isPlain(all.get(first - 1))) {
            first--;
        }
        while (last + 1 < all.size() && isWeak(line, all, last + 1) && belongs(all.get(last + 1))) {
            last++;
        }
        int start = first;
        int end = last;
        while (start > 0 && isWeak(line, all, start) && isPlain(all.get(start - 1))) {
            start--;
        }
        while (end + 1 < all.size() && isWeak(line, all, end + 1) && isPlain(all.get(end + 1))) {
            end++;
        }
        boolean more = start < first || end > last;
        String whole = more ? line.substring(all.get(start).from(), all.get(end).to()) : null;
        int from = all.get(first).from();
        int to = all.get(last).to();
        boolean few = whole == null || whole.length() <= LONGEST;
        return new HeadingTitle(line.substring(from, to), from, to, few ? whole : null);
    }

    /** Beside a blank company all that is left of the line is the title, unless it is prose. */
    static @Nullable String ofBlank(String line, List<List<HeadingParts.Part>> pieces) {
        List<HeadingParts.Part> left =
                pieces.stream()
                        .flatMap(List::stream)
                        .filter(part -> !part.isPlace())
                        .takeWhile(part -> !isProseBesideBlank(part.words()))
                        .toList();
        if (left.isEmpty()) {
            return null;
        }
        int last = 0;
        while (last + 1 < left.size() && isWeak(line, left, last + 1)) {
            last++;
        }
        String words = line.substring(left.getFirst().from(), left.get(last).to());
        boolean phrase =
                words.split("\\s+", 32).length <= MOST_WORDS_OF_BLANK
                        && words.length() <= LONGEST
                        && (Character.isUpperCase(words.charAt(0)) || JobTitles.isTitle(words))
                        && !Deeds.hasSentence(words)
                        && !isDegree(words);
        return phrase ? words : null;
    }

    /** "Associate of Arts Degree Conferred" is no title, "High School Teacher" is one. */
    private static boolean isDegree(String words) {
        return !JobTitles.isTitle(words)
                && Degrees.in(words).stream()
                        .anyMatch(degree ->
                                degree.from() == 0
                                        && degree.level() != EducationLevel.SECONDARY
                                        && degree.level() != EducationLevel.VOCATIONAL);
    }

    boolean covers(HeadingParts.Part part) {
        return part.from() >= from && part.to() <= to;
    }

    /** Whether the part stands behind this title in one piece. */
    boolean isBefore(HeadingParts.Part part, List<HeadingParts.Part> piece) {
        return part.from() > to && piece.stream().anyMatch(this::covers);
    }

    private static int firstTitle(List<HeadingParts.Part> all) {
        for (int at = 0; at < all.size(); at++) {
            HeadingParts.Part part = all.get(at);
            if (JobTitles.isTitle(part.words()) && !(part.isMarked() && all.size() > 1)) {
                return at;
            }
        }
        for (int at = 0; at < all.size(); at++) {
            HeadingParts.Part part = all.get(at);
            if (JobTitles.isTitle(part.words()) && part.endsInRole() && !part.isTrade()) {
                return at;
            }
        }
        return -1;
    }

    private static boolean belongs(HeadingParts.Part part) {
        return part.isDepartment()
                || (JobTitles.isTitle(part.words())
                        && part.endsInRole()
                        && !part.isMarked()
                        && !part.isPlace());
    }

    private static boolean isPlain(HeadingParts.Part part) {
        return !part.isPlace() && !part.isMarked() && !isProse(part.words());
    }

    private static boolean isProse(String words) {
        return Deeds.lowerCaseWords(words) > 2 || Deeds.hasSentence(words);
    }

    private static boolean isProseBesideBlank(String words) {
        return Deeds.lowerCaseWords(words) > 4
                || Deeds.hasSentence(words)
                || (Deeds.lowerCaseWords(words) > 2 && !JobTitles.isTitle(words));
    }

    private static boolean isWeak(String line, List<HeadingParts.Part> all, int next) {
        return WEAK.matcher(between(line, all, next)).matches();
    }

    private static String between(String line, List<HeadingParts.Part> all, int next) {
        String gap = line.substring(all.get(next - 1).to(), all.get(next).from());
        return gap.indexOf('\t') >= 0 || gap.length() > 5 ? "|" : gap;
    }
}
