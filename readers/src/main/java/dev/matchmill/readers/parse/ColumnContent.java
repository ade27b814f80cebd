package dev.matchmill.readers.parse;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands on the two sides of a strip, which tells columns from entries with their dates. */
final class ColumnContent {

    private static final int LONGEST_DATES = 40;
    private static final int SECTION_LINES = 2;

    /** Characters beyond which a line beside is no place, level or rating. */
    private static final int SENTENCE = 20;

    private static final Pattern YEAR =
            Pattern.compile("\\b(?:19|20)\\d\\d\\b|['\u2019]\\d\\d\\b|\\b\\d{1,2}[/.]\\d\\d\\b");

    /** Two of these beside each other head two columns. */
    private static final Pattern HEADING =
            Pattern.compile(
                    "(?iu)(?:(?:key|core|technical|professional|work|personal|soft|hard|main|it|employment|career|academic|educational)"
                        + " )?(?:skills?|competenc(?:es?|ies)|expertise|languages?|certifications?|certificates"
                        + "|education|experience|interests?|hobbies|references?|contacts?|awards|achievements|profile|summary|objective|about"
                        + " me|projects|training|strengths|tools|history|background|employment|qualifications|career|publications|volunteering|courses"
                        + "|kenntnisse|fähigkeiten|sprachen|sprachkenntnisse|ausbildung|berufserfahrung|kontakt|hobbys|interessen|zertifikate|compétences|langues|formations?|expériences?|centres"
                        + " d.intérêt|loisirs|profil"
                        + "|habilidades|competencias|idiomas|formación|educación|experiencia|intereses|contacto"
                        + "|competenze|lingue|istruzione|esperienze?|contatti|competências|formação|experiência"
                        + "|vaardigheden|talen|opleiding|werkervaring|umiejętności|języki|wykształcenie|doświadczenie)(?:"
                        + " (?:history|skills|details|professionnelles?|laboral))?\\s*:?");

    private ColumnContent() {}

    static boolean isYear(String words) {
        return YEAR.matcher(words).find();
    }

    /** Whether this share of a side's rows names a year and little else, each beside some text. */
    static boolean areDates(List<List<Word>> rows, Gutter gutter, boolean left, double share) {
        int dated = 0;
        int all = 0;
        for (List<Word> row : rows.subList(gutter.first(), gutter.last() + 1)) {
            String words = words(row, gutter, left);
            all += words.isEmpty() ? 0 : 1;
            boolean beside = !words(row, gutter, !left).isEmpty();
            dated += beside && words.length() <= LONGEST_DATES && isYear(words) ? 1 : 0;
        }
        return dated > 0 && dated >= share * all;
    }

    /** Whether there are headings of sections on either side, or a section on one. */
    static boolean hasHeadings(List<List<Word>> rows, Gutter gutter) {
        for (List<Word> row : rows.subList(gutter.first(), gutter.last())) {
            boolean left = HEADING.matcher(words(row, gutter, true)).matches();
            if (left && startsWithHeading(words(row, gutter, false), row, gutter)) {
                return true;
            }
        }
        return hasSection(rows, gutter, true) || hasSection(rows, gutter, false);
    }

    /** Whether a side has a heading with lines of its own below it that are no dates. */
    private static boolean hasSection(List<List<Word>> rows, Gutter gutter, boolean left) {
        int below = -1;
        for (List<Word> row : rows.subList(gutter.first(), gutter.last() + 1)) {
            String words = words(row, gutter, left);
            String beside = words(row, gutter, !left);
            if (words.isEmpty()) {
                continue;
            }
            if (HEADING.matcher(words).matches()) {
                below = 0;
            } else if (isYear(words) || isYear(beside)) {
                below = -1;
            } else if (below >= 0 && beside.length() > SENTENCE && ++below >= SECTION_LINES) {
                return true;
            }
        }
        return false;
    }

    /** The right side may have columns of its own. */
    private static boolean startsWithHeading(String words, List<Word> row, Gutter gutter) {
        if (HEADING.matcher(words).matches()) {
            return true;
        }
        StringBuilder start = new StringBuilder();
        for (Word word : row) {
            if (word.left() >= gutter.x()) {
                start.append(start.isEmpty() ? "" : " ").append(word.text());
                if (HEADING.matcher(start).matches() && isApart(row, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isApart(List<Word> row, Word word) {
        int at = row.indexOf(word);
        return at + 1 == row.size() || row.get(at + 1).left() - word.right() > 2 * word.size();
    }

    /**
     * The last row of the columns: what follows a gap below and has a date at the right of its
     * lines is an entry across the page.
     */
    static int withoutEntries(List<List<Word>> rows, Gutter gutter) {
        int last = gutter.last();
        for (int at = last; at > gutter.first() + 1; at--) {
            if (Gutter.isGap(rows, at)) {
                if (!isEntry(rows, new Gutter(gutter.x(), at, last))) {
                    return last;
                }
                last = at - 1;
            }
        }
        return last;
    }

    /** The first row of the columns, in the same way. */
    static int afterEntries(List<List<Word>> rows, Gutter gutter) {
        int first = gutter.first();
        int start = first;
        for (int at = first + 1; at < gutter.last(); at++) {
            if (!Gutter.isGap(rows, at)) {
                continue;
            }
            Gutter part = new Gutter(gutter.x(), start, at - 1);
            boolean entry = isEntry(rows, part);
            if (!entry && hasRight(rows, part)) {
                return first;
            }
            first = entry ? at : first;
            start = at;
        }
        return first;
    }

    private static boolean hasRight(List<List<Word>> rows, Gutter part) {
        return rows.subList(part.first(), part.last() + 1).stream()
                .anyMatch(row -> row.getLast().left() >= part.x());
    }

    private static boolean isEntry(List<List<Word>> rows, Gutter part) {
        return areDates(rows, part, false, 0.5) && isPaired(rows, part);
    }

    private static boolean isPaired(List<List<Word>> rows, Gutter gutter) {
        return rows.subList(gutter.first(), gutter.last() + 1).stream()
                .allMatch(row -> row.getFirst().left() < gutter.x());
    }

    static String words(List<Word> row, Gutter gutter, boolean left) {
        return row.stream()
                .filter(word -> word.left() < gutter.x() == left)
                .map(Word::text)
                .collect(Collectors.joining(" "));
    }
}
