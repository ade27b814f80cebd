package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of words to text in reading order. A block of rows that an empty strip parts into two sides
 * with text of their own is read side by side: all of the left, then all of the right. What stands
 * above such a block is read before it, what stands below after it.
 */
final class PageLayout {

    /** A wider gap than this many letter sizes within a line is a tab. */
    private static final double TAB_GAP = 2;

    /** What runs into the next word by so many letter sizes is a cell that is too narrow. */
    private static final double OVERLAP = 0.6;

    /** Lines further apart than this many letter sizes have an empty line between them. */
    static final double PARAGRAPH_GAP = 1.9;

    private static final int MAX_DEPTH = 8;
    private static final int OPENING_ROWS = 3;
    private static final double MUCH_LARGER = 1.15;

    private PageLayout() {}

    /** Rows of a page from top to bottom, those of its tables cell by cell. */
    static List<List<Word>> rows(List<Glyph> glyphs, List<RuledTable> tables) {
        List<Glyph> outside = new ArrayList<>(glyphs);
        List<List<Word>> rows = new ArrayList<>();
        List<List<List<Word>>> inTables = new ArrayList<>();
        for (RuledTable table : tables) {
            List<Glyph> inside = outside.stream().filter(table::holds).toList();
            outside.removeIf(table::holds);
            inTables.add(table.read(inside));
        }
        rows.addAll(PageWords.rows(outside));
        for (int at = 0; at < tables.size(); at++) {
            double top = tables.get(at).top();
            int place = 0;
            while (place < rows.size() && rows.get(place).getFirst().baseline() < top) {
                place++;
            }
            rows.addAll(place, inTables.get(at));
        }
        return rows;
    }

    static String text(List<List<Word>> rows) {
        List<List<Word>> ordered = new ArrayList<>();
        order(rows, 0, ordered);
        return join(ordered);
    }

    private static void order(List<List<Word>> rows, int depth, List<List<Word>> out) {
        Optional<Gutter> found = depth < MAX_DEPTH ? Gutter.find(rows) : Optional.empty();
        if (found.isEmpty()) {
            out.addAll(MarginDates.gathered(rows));
            return;
        }
        Gutter gutter = found.get();
        order(rows.subList(0, gutter.first()), depth + 1, out);
        List<List<Word>> block = rows.subList(gutter.first(), gutter.last() + 1);
        List<List<Word>> left = side(block, gutter.x(), true);
        List<List<Word>> right = side(block, gutter.x(), false);
        boolean opensAtRight = opens(right, largest(left));
        order(opensAtRight ? right : left, depth + 1, out);
        order(opensAtRight ? left : right, depth + 1, out);
        order(rows.subList(gutter.last() + 1, rows.size()), depth + 1, out);
    }

    /** A page begins with its largest letters: those at the top of the wide column are a name. */
    private static boolean opens(List<List<Word>> rows, double largestBeside) {
        List<List<Word>> top = rows.subList(0, Math.min(OPENING_ROWS, rows.size()));
        double largest = largest(top);
        return largest > MUCH_LARGER * largestBeside && largest >= largest(rows);
    }

    private static double largest(List<List<Word>> rows) {
        return rows.stream().flatMap(List::stream).mapToDouble(Word::size).max().orElse(0);
    }

    private static List<List<Word>> side(List<List<Word>> rows, double x, boolean left) {
        List<List<Word>> side = new ArrayList<>();
        for (List<Word> row : rows) {
            List<Word> words = row.stream().filter(word -> word.left() < x == left).toList();
            if (!words.isEmpty()) {
                side.add(words);
            }
        }
        return side;
    }

    private static String join(List<List<Word>> rows) {
        StringBuilder out = new StringBuilder();
        Word above = null;
        for (List<Word> row : rows) {
            Word first = row.getFirst();
            if (above != null) {
                double step = first.baseline() - above.baseline();
                double size = Math.max(first.size(), above.size());
                out.append(step < 0 || step > PARAGRAPH_GAP * size ? "\n\n" : "\n");
            }
            line(row, out);
            above = first;
        }
        return out.toString();
    }

    private static void line(List<Word> row, StringBuilder out) {
        Word before = row.getFirst();
        out.append(before.text());
        boolean bullet = before.text().length() == 1;
        for (Word word : row.subList(1, row.size())) {
            double gap = word.left() - before.right();
            double size = Math.min(before.size(), word.size());
            boolean wide = (gap > TAB_GAP * size && !bullet) || gap < -OVERLAP * size;
            boolean tab = wide || before.cell();
            out.append(tab ? '\t' : ' ').append(word.text());
            before = word;
            bullet = false;
        }
    }
}
