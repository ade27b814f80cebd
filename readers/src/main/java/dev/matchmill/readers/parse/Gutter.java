package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** Of a side's rows this share names a date of what stands beside. */
    private static final double DATED = 0.6;

    private record Candidate(Gutter gutter, int rows, double width) {}

    static Optional<Gutter> find(List<List<Word>> rows) {
        for (Candidate candidate : candidates(rows)) {
            if (columns(rows, candidate.gutter())) {
                return Optional.of(candidate.gutter().trimmed(rows));
            }
        }
        return Optional.empty();
    }

    /** The widest strip between what is read row by row, such as dates beside what they date. */
    static Optional<Gutter> findMargin(List<List<Word>> rows) {
        return candidates(rows).stream().map(Candidate::gutter).findFirst();
    }

    private static List<Candidate> candidates(List<List<Word>> rows) {
        if (rows.size() < MIN_ROWS) {
            return List.of();
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
                        .thenComparingInt(each -> each.gutter().last() - each.gutter().first())
                        .thenComparingDouble(Candidate::width)
                        .reversed());
        return candidates;
    }

    /**
     * Without the rows at its ends that belong to the full-width text around it: a heading above
     * the right column only, and what follows at the left when the right column is over.
     */
    private Gutter trimmed(List<List<Word>> rows) {
        int top = ColumnContent.afterEntries(rows, this);
        int start = top;
        int firstLeft = top;
        while (firstLeft < last && rows.get(firstLeft).getFirst().left() > x) {
            firstLeft++;
        }
        for (int at = top + 1; at <= firstLeft; at++) {
            if (isGap(rows, at)) {
                start = at;
            }
        }
        int bottom = ColumnContent.withoutEntries(rows, this);
        int end = bottom;
        int lastRight = bottom;
        while (lastRight > start && rows.get(lastRight).getLast().left() < x) {
            lastRight--;
        }
        boolean textBelow = bottom + 1 < rows.size();
        for (int at = bottom; textBelow && at > lastRight; at--) {
            if (isGap(rows, at) || bottom - lastRight <= FEW_TRAILING) {
                end = at - 1;
            }
        }
        return new Gutter(x, start, end);
    }

    static boolean isGap(List<List<Word>> rows, int at) {
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
        // The cells of a row stay together.
        if (row.getFirst().cell() && x > row.getFirst().left() && x < row.getLast().right()) {
            return true;
        }
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
        if (ColumnContent.hasHeadings(rows, gutter)) {
            return true;
        }
        boolean paired = both >= PAIRED * Math.min(left, right);
        if (ColumnContent.areDates(rows, gutter, true, DATED)
                || ColumnContent.areDates(rows, gutter, false, DATED)) {
            return false;
        }
        double shorter = Math.min((double) leftCharacters / left, (double) rightCharacters / right);
        return !paired || shorter > SHORT;
    }
}
