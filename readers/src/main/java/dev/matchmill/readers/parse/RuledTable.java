package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A row of a table with borders: between two lines across, parted by lines down. Its cells are read
 * one by one, so that lines of neighbouring cells don't mix.
 *
 * @param top upper border
 * @param bottom lower border
 * @param borders left border, inner borders, right border, ascending; at least three
 */
record RuledTable(double top, double bottom, List<Double> borders) {

    /** Borders closer than this, in points, are one. */
    private static final double SAME = 3;

    /** A row that is higher, in points, is a frame around a page. */
    private static final double HIGHEST = 400;

    private static final double LEAST_HEIGHT = 6;
    private static final int MOST_ROWS = 300;

    /** Characters up to which broken lines are one value, such as a range of dates. */
    private static final int SHORT_CELL = 30;

    /** Room at a cell's right end and for a blank, in letter sizes. */
    private static final double PADDING = 1.2;

    RuledTable {
        borders = List.copyOf(borders);
    }

    /** The rows of all tables of a page, from top to bottom; none overlaps another. */
    static List<RuledTable> rows(PageRules rules) {
        if (rules.across().size() < 2 || rules.down().size() < 3) {
            return List.of();
        }
        List<Double> levels = distinct(rules.across(), PageRules.Rule::at);
        List<RuledTable> rows = new ArrayList<>();
        for (int at = 0; at + 1 < levels.size() && rows.size() < MOST_ROWS; at++) {
            double top = levels.get(at);
            if (rows.isEmpty() || top >= rows.getLast().bottom() - SAME) {
                addRow(rules, top, levels.subList(at + 1, levels.size()), rows);
            }
        }
        return rows;
    }

    /** The row below this line that ends at the next line of the same width. */
    private static void addRow(
            PageRules rules, double top, List<Double> below, List<RuledTable> rows) {
        for (double bottom : below) {
            double height = bottom - top;
            if (height < LEAST_HEIGHT || height > HIGHEST) {
                continue;
            }
            List<PageRules.Rule> through =
                    rules.down().stream()
                            .filter(rule -> rule.from() <= top + SAME && rule.to() >= bottom - SAME)
                            .toList();
            List<Double> borders = distinct(through, PageRules.Rule::at);
            if (borders.size() >= 3
                    && closes(rules, top, borders)
                    && closes(rules, bottom, borders)) {
                rows.add(new RuledTable(top, bottom, borders));
                return;
            }
        }
    }

    /** Whether lines at that height reach from the first to the last border. */
    private static boolean closes(PageRules rules, double level, List<Double> borders) {
        double reached = borders.getFirst();
        List<PageRules.Rule> here =
                rules.across().stream()
                        .filter(rule -> Math.abs(rule.at() - level) <= SAME)
                        .sorted(Comparator.comparingDouble(PageRules.Rule::from))
                        .toList();
        for (PageRules.Rule rule : here) {
            if (rule.from() <= reached + SAME) {
                reached = Math.max(reached, rule.to());
            }
        }
        return reached >= borders.getLast() - SAME;
    }

    private static List<Double> distinct(
            List<PageRules.Rule> rules, ToDoubleFunction<PageRules.Rule> place) {
        List<Double> distinct = new ArrayList<>();
        for (double at : rules.stream().mapToDouble(place).sorted().toArray()) {
            if (distinct.isEmpty() || at - distinct.getLast() > SAME) {
                distinct.add(at);
            }
        }
        return distinct;
    }

    boolean holds(Glyph glyph) {
        double middle = glyph.baseline() - glyph.size() / 3;
        return middle > top
                && middle < bottom
                && glyph.left() >= borders.getFirst() - SAME
                && glyph.left() <= borders.getLast();
    }

    /**
     * The cells of the row: those whose lines only wrap are one cell each on one line; a cell with
     * lines of its own keeps them, and the next cell starts below.
     */
    List<List<Word>> read(List<Glyph> inside) {
        List<List<Word>> rows = new ArrayList<>();
        List<Word> line = new ArrayList<>();
        for (int at = 0; at + 1 < borders.size(); at++) {
            double left = at == 0 ? -Double.MAX_VALUE : borders.get(at);
            double right = borders.get(at + 1);
            List<List<Word>> cell =
                    PageWords.rows(
                            inside.stream()
                                    .filter(glyph -> middle(glyph) >= left && middle(glyph) < right)
                                    .toList());
            if (cell.isEmpty()) {
                continue;
            }
            if (keepsLines(cell, right)) {
                line.addAll(cell.getFirst());
                rows.add(line);
                rows.addAll(cell.subList(1, cell.size()));
                line = new ArrayList<>();
            } else {
                line.add(joined(cell));
            }
        }
        if (!line.isEmpty()) {
            rows.add(line);
        }
        return rows;
    }

    private static double middle(Glyph glyph) {
        return (glyph.left() + glyph.right()) / 2;
    }

    /** Whether a line ends although the next line's first word had room on it. */
    private static boolean keepsLines(List<List<Word>> cell, double right) {
        String all = text(cell);
        if (cell.size() == 1 || all.length() <= SHORT_CELL) {
            return false;
        }
        for (int at = 1; at < cell.size(); at++) {
            Word last = cell.get(at - 1).getLast();
            Word next = cell.get(at).getFirst();
            double room = right - last.right() - PADDING * last.size();
            if (TextCleaner.startsItem(next.text()) || room > next.right() - next.left()) {
                return true;
            }
        }
        return false;
    }

    private static String text(List<List<Word>> cell) {
        return cell.stream().flatMap(List::stream).map(Word::text).collect(Collectors.joining(" "));
    }

    /** Lines of a cell as one word, which a tab parts from the next. */
    static Word joined(List<List<Word>> lines) {
        Word first = lines.getFirst().getFirst();
        double right = lines.stream().mapToDouble(row -> row.getLast().right()).max().orElse(0);
        return new Word(text(lines), first.left(), right, first.baseline(), first.size(), true);
    }
}
