package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An empty strip between two columns.
 *
 * @param x its middle
 * @param first index of the first row that it parts
 * @param last index of the last one
 */
record Gutter(double x, int first, int last) {

    /** Fewer rows on one side are tab stops. */
    private static final int MIN_ROWS = 3;

    /** Width in letter sizes; word spaces are a quarter to a half. */
    private static final double MIN_WIDTH = 1;

    private static final double STEP = 2;

    /** Of the shorter side's rows this share stands on a row of the other: a table, not columns. */
    private static final double PAIRED = 0.75;

    /** Characters per row up to which a paired side is dates or labels. */
    private static final double SHORT = 24;

    /** So few rows below the right column are a heading of what follows. */
    private static final int FEW_TRAILING = 2;

    private static final int LONGEST_DATES = 40;

    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d\\d\\b|['\u2019]\\d\\d\\b");

    private record Candidate(Gutter gutter, int rows, double width) {}

    static Optional<Gutter> find(List<List<Word>> rows) {
        if (rows.size() < MIN_ROWS) {
            return Optional.empty();
        }
        double left = Double.MAX_VALUE;
        double right = 0;
        for (List<Word> row : rows) {
            left = Math.min(left, row.getFirst().left());
            right = Math.max(right, row.getLast().right());
        }
        double width = MIN_WIDTH * usualSize(rows);
        List<Candidate> candidates = new ArrayList<>();
        for (double x = left + width; x < right - width; x += STEP) {
            addRuns(rows, x, width, candidates);
        }
        candidates.sort(
                Comparator.comparingInt(Candidate::rows)
                        .thenComparingDouble(Candidate::width)
                        .reversed());
        for (Candidate candidate : candidates) {
            if (columns(rows, candidate.gutter())) {
                return Optional.of(candidate.gutter().trimmed(rows));
            }
        }
        return Optional.empty();
    }

    /**
     * Without the rows at its ends that belong to the full-width text around it: a heading above
     * the right column only, and what follows at the left when the right column is over.
     */
    private Gutter trimmed(List<List<Word>> rows) {
        int start = first;
        int firstLeft = first;
        while (firstLeft < last && rows.get(firstLeft).getFirst().left() > x) {
            firstLeft++;
        }
        for (int at = first + 1; at <= firstLeft; at++) {
            if (isGap(rows, at)) {
                start = at;
            }
        }
        int end = last;
        int lastRight = last;
        while (lastRight > start && rows.get(lastRight).getLast().left() < x) {
            lastRight--;
        }
        boolean textBelow = last + 1 < rows.size();
        for (int at = last; textBelow && at > lastRight; at--) {
            if (isGap(rows, at) || last - lastRight <= FEW_TRAILING) {
                end = at - 1;
            }
        }
        return new Gutter(x, start, end);
    }

    private static boolean isGap(List<List<Word>> rows, int at) {
        Word above = rows.get(at - 1).getFirst();
        Word below = rows.get(at).getFirst();
        double size = Math.max(above.size(), below.size());
        return below.baseline() - above.baseline() > PageLayout.PARAGRAPH_GAP * size;
    }

    private static double usualSize(List<List<Word>> rows) {
        List<Double> sizes = new ArrayList<>();
        rows.forEach(row -> row.forEach(word -> sizes.add(word.size())));
        sizes.sort(Comparator.naturalOrder());
        return sizes.get(sizes.size() / 2);
    }

    private static void addRuns(
            List<List<Word>> rows, double x, double width, List<Candidate> candidates) {
        int first = 0;
        for (int at = 0; at <= rows.size(); at++) {
            if (at == rows.size() || crosses(rows.get(at), x, width / 2)) {
                addRun(rows, x, first, at - 1, candidates);
                first = at + 1;
            }
        }
    }

    private static boolean crosses(List<Word> row, double x, double margin) {
        for (Word word : row) {
            if (word.left() < x + margin && word.right() > x - margin) {
                return true;
            }
        }
        return false;
    }

    private static void addRun(
            List<List<Word>> rows, double x, int first, int last, List<Candidate> candidates) {
        int left = 0;
        int right = 0;
        double leftEdge = 0;
        double rightEdge = Double.MAX_VALUE;
        for (int at = first; at <= last; at++) {
            List<Word> row = rows.get(at);
            if (row.getFirst().left() < x) {
                left++;
            }
            if (row.getLast().left() > x) {
                right++;
            }
            for (Word word : row) {
                if (word.left() < x) {
                    leftEdge = Math.max(leftEdge, word.right());
                } else {
                    rightEdge = Math.min(rightEdge, word.left());
                }
            }
        }
        if (Math.min(left, right) >= MIN_ROWS) {
            double middle = (leftEdge + rightEdge) / 2;
            candidates.add(
                    new Candidate(
                            new Gutter(middle, first, last),
                            Math.min(left, right),
                            rightEdge - leftEdge));
        }
    }

    /** Columns are read one after the other; a table, dates at the margin or labels row by row. */
    private static boolean columns(List<List<Word>> rows, Gutter gutter) {
        int left = 0;
        int right = 0;
        int both = 0;
        int leftCharacters = 0;
        int rightCharacters = 0;
        for (int at = gutter.first(); at <= gutter.last(); at++) {
            int before = leftCharacters + rightCharacters;
            int leftBefore = leftCharacters;
            for (Word word : rows.get(at)) {
                if (word.left() < gutter.x()) {
                    leftCharacters += word.text().length() + 1;
                } else {
                    rightCharacters += word.text().length() + 1;
                }
            }
            boolean hasLeft = leftCharacters > leftBefore;
            boolean hasRight =
                    leftCharacters + rightCharacters - before > leftCharacters - leftBefore;
            left += hasLeft ? 1 : 0;
            right += hasRight ? 1 : 0;
            both += hasLeft && hasRight ? 1 : 0;
        }
        boolean paired = both >= PAIRED * Math.min(left, right);
        if (paired && (areDates(rows, gutter, true) || areDates(rows, gutter, false))) {
            return false;
        }
        double shorter = Math.min((double) leftCharacters / left, (double) rightCharacters / right);
        return !paired || shorter > SHORT;
    }

    /** Whether most rows of a side name a year and little else. */
    private static boolean areDates(List<List<Word>> rows, Gutter gutter, boolean left) {
        int dated = 0;
        int all = 0;
        for (List<Word> row : rows.subList(gutter.first(), gutter.last() + 1)) {
            String words =
                    row.stream()
                            .filter(word -> word.left() < gutter.x() == left)
                            .map(Word::text)
                            .collect(Collectors.joining(" "));
            all += words.isEmpty() ? 0 : 1;
            dated += words.length() <= LONGEST_DATES && YEAR.matcher(words).find() ? 1 : 0;
        }
        return dated >= PAIRED * all;
    }
}
