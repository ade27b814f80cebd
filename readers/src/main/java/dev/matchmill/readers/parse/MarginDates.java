package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Dates in a narrow column at the left, written over several lines beside the lines of what they
 * date: they move together onto the first of these lines.
 */
final class MarginDates {

    private static final int MOST_LINES = 4;
    private static final int LONGEST = 60;

    private MarginDates() {}

    static List<List<Word>> gathered(List<List<Word>> rows) {
        Optional<Gutter> margin = Gutter.findMargin(rows);
        if (margin.isEmpty()) {
            return rows;
        }
        Gutter gutter = margin.get();
        List<List<Word>> out = new ArrayList<>(rows.subList(0, gutter.first()));
        int at = gutter.first();
        while (at <= gutter.last()) {
            List<List<Word>> dates = dates(rows, gutter, at);
            if (dates.size() < 2) {
                out.add(rows.get(at));
                at++;
                continue;
            }
            List<Word> first = new ArrayList<>(List.of(RuledTable.joined(dates)));
            first.addAll(side(rows.get(at), gutter, false));
            out.add(first);
            for (int next = at + 1; next < at + dates.size(); next++) {
                List<Word> beside = side(rows.get(next), gutter, false);
                if (!beside.isEmpty()) {
                    out.add(beside);
                }
            }
            at += dates.size();
        }
        out.addAll(rows.subList(gutter.last() + 1, rows.size()));
        return out;
    }

    /** Lines at the left from here on that are one group with a year, beside text; else few. */
    private static List<List<Word>> dates(List<List<Word>> rows, Gutter gutter, int start) {
        List<List<Word>> lines = new ArrayList<>();
        if (side(rows.get(start), gutter, false).isEmpty() || hasLeftAbove(rows, gutter, start)) {
            return lines;
        }
        int length = 0;
        for (int at = start; at <= gutter.last(); at++) {
            List<Word> line = side(rows.get(at), gutter, true);
            boolean apart = at > start && Gutter.isGap(rows, at);
            if (line.isEmpty() || apart) {
                break;
            }
            if (hasParts(line) || side(rows.get(at), gutter, false).isEmpty()) {
                return List.of();
            }
            length += ColumnContent.words(rows.get(at), gutter, true).length();
            lines.add(line);
        }
        boolean dated =
                lines.stream()
                        .anyMatch(line ->
                                line.stream().anyMatch(w -> ColumnContent.isYear(w.text())));
        return dated && lines.size() <= MOST_LINES && length <= LONGEST ? lines : List.of();
    }

    /** Whether it is more than one column itself, or an item of a list. */
    private static boolean hasParts(List<Word> line) {
        for (int at = 1; at < line.size(); at++) {
            Word before = line.get(at - 1);
            if (line.get(at).left() - before.right() > before.size()) {
                return true;
            }
        }
        return TextCleaner.startsItem(line.getFirst().text());
    }

    private static boolean hasLeftAbove(List<List<Word>> rows, Gutter gutter, int at) {
        return at > gutter.first()
                && !side(rows.get(at - 1), gutter, true).isEmpty()
                && !Gutter.isGap(rows, at);
    }

    private static List<Word> side(List<Word> row, Gutter gutter, boolean left) {
        return row.stream().filter(word -> word.left() < gutter.x() == left).toList();
    }
}
