package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Glyphs to rows of words. A row is what shares a base line across the whole page, whatever order
 * it was drawn in; rows go from top to bottom, words from left to right.
 */
final class PageWords {

    /**
     * Base lines closer than this share of the letters' size are one (raised and lowered signs).
     */
    private static final double SAME_LINE = 0.35;

    /** A gap of this share of the letters' size ends a word in normally set text. */
    private static final double WORD_GAP = 0.17;

    /** Letters set further apart than this on average are a spaced heading. */
    private static final double SPACED_GAP = 0.12;

    /** Letters set further apart than this, in letter sizes, are words of their own. */
    private static final double WIDEST_SPACING = 1.2;

    /** Between the words of a spaced heading the gap is larger by this share of its spacing. */
    private static final double SPACED_WORD = 1.3;

    /** A wider gap, in letter sizes, starts another column or cell. */
    private static final double STRETCH_GAP = 2.5;

    /** Glyphs drawn one after the other with a smaller step, in letter sizes, are one run. */
    private static final double RUN_GAP = 0.6;

    private static final int LEAST_SPELLED = 4;
    private static final double SPELLED = 0.85;

    private PageWords() {}

    /** A glyph and its place in the order of drawing. */
    private record Drawn(Glyph glyph, int order) {

        double left() {
            return glyph.left();
        }
    }

    /**
     * @param glyphs in the order of drawing
     */
    static List<List<Word>> rows(List<Glyph> glyphs) {
        List<Drawn> sorted = new ArrayList<>();
        for (Glyph glyph : glyphs) {
            sorted.add(new Drawn(glyph, sorted.size()));
        }
        sorted.sort(Comparator.comparingDouble(drawn -> drawn.glyph().baseline()));
        List<List<Word>> rows = new ArrayList<>();
        List<Drawn> row = new ArrayList<>();
        double baseline = 0;
        double size = 0;
        for (Drawn drawn : sorted) {
            Glyph glyph = drawn.glyph();
            boolean same = glyph.baseline() - baseline <= SAME_LINE * Math.min(size, glyph.size());
            if (!row.isEmpty() && !same) {
                addRow(row, rows);
                row.clear();
            }
            if (row.isEmpty() || (!glyph.isSpace() && glyph.size() > size)) {
                baseline = glyph.baseline();
                size = glyph.size();
            }
            row.add(drawn);
        }
        addRow(row, rows);
        return rows;
    }

    private static void addRow(List<Drawn> glyphs, List<List<Word>> rows) {
        List<Drawn> row = new ArrayList<>(glyphs);
        row.sort(Comparator.comparingDouble(Drawn::left));
        List<Word> words = words(inRuns(withoutShadows(row)));
        if (!words.isEmpty()) {
            rows.add(words);
        }
    }

    /** What was drawn as one piece stays together, also where it runs into the next. */
    private static List<Glyph> inRuns(List<Drawn> row) {
        List<Drawn> drawn = new ArrayList<>(row);
        drawn.sort(Comparator.comparingInt(Drawn::order));
        List<List<Glyph>> runs = new ArrayList<>();
        Glyph before = null;
        for (Drawn next : drawn) {
            Glyph glyph = next.glyph();
            boolean joins =
                    before != null
                            && Math.abs(glyph.left() - before.right())
                                    <= RUN_GAP * Math.min(before.size(), glyph.size());
            if (!joins) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(glyph);
            before = glyph;
        }
        runs.sort(Comparator.comparingDouble(run -> run.getFirst().left()));
        return runs.stream().flatMap(List::stream).toList();
    }

    /** Bold letters are sometimes one letter drawn twice, a hair apart. */
    private static List<Drawn> withoutShadows(List<Drawn> row) {
        List<Drawn> once = new ArrayList<>();
        for (Drawn drawn : row) {
            Glyph glyph = drawn.glyph();
            boolean shadow = false;
            for (int at = once.size() - 1; at >= Math.max(0, once.size() - 3); at--) {
                Glyph before = once.get(at).glyph();
                shadow |=
                        before.text().equals(glyph.text())
                                && glyph.left() - before.left()
                                        < 0.3 * Math.max(0.1, before.right() - before.left());
            }
            if (!shadow) {
                once.add(drawn);
            }
        }
        return once;
    }

    /** Each stretch of a row is judged by its own spacing: columns differ. */
    private static List<Word> words(List<Glyph> row) {
        List<Word> words = new ArrayList<>();
        List<Glyph> stretch = new ArrayList<>();
        Glyph last = null;
        for (Glyph glyph : row) {
            if (last != null && !glyph.isSpace()) {
                double gap = glyph.left() - last.right();
                if (gap > STRETCH_GAP * Math.max(last.size(), glyph.size())) {
                    addWords(stretch, words);
                    stretch.clear();
                }
            }
            stretch.add(glyph);
            last = glyph.isSpace() ? last : glyph;
        }
        addWords(stretch, words);
        return words;
    }

    private static void addWords(List<Glyph> stretch, List<Word> words) {
        List<Glyph> letters = isSpelled(stretch) ? lettersOf(stretch) : stretch;
        double spacing = spacing(letters);
        StringBuilder text = new StringBuilder();
        double left = 0;
        Glyph before = null;
        for (Glyph glyph : letters) {
            if (glyph.isSpace()) {
                before = flush(text, left, before, words);
                continue;
            }
            if (before != null) {
                double gap = glyph.left() - before.right();
                double size = Math.min(before.size(), glyph.size());
                boolean runsInto = gap < -RUN_GAP * size;
                if (runsInto || gap > (WORD_GAP + SPACED_WORD * spacing) * size) {
                    before = flush(text, left, before, words);
                }
            }
            if (before == null) {
                left = glyph.left();
            }
            text.append(glyph.text());
            before = glyph;
        }
        flush(text, left, before, words);
    }

    /** Whether a blank stands between nearly all letters: "E X P E R I E N C E". */
    private static boolean isSpelled(List<Glyph> stretch) {
        int letters = 0;
        int single = 0;
        int run = 0;
        for (int at = 0; at <= stretch.size(); at++) {
            if (at == stretch.size() || stretch.get(at).isSpace()) {
                single += run == 1 ? 1 : 0;
                run = 0;
            } else {
                run += 1;
                letters += Character.isLetter(stretch.get(at).text().codePointAt(0)) ? 1 : 0;
            }
        }
        return letters >= LEAST_SPELLED && single >= SPELLED * letters;
    }

    private static List<Glyph> lettersOf(List<Glyph> stretch) {
        return stretch.stream().filter(glyph -> !glyph.isSpace()).toList();
    }

    private static @Nullable Glyph flush(
            StringBuilder text, double left, @Nullable Glyph last, List<Word> words) {
        if (last != null) {
            words.add(
                    new Word(
                            text.toString(),
                            left,
                            last.right(),
                            last.baseline(),
                            last.size(),
                            false));
            text.setLength(0);
        }
        return null;
    }

    /** Median gap between neighbouring letters in letter sizes, 0 unless the row is spaced out. */
    private static double spacing(List<Glyph> row) {
        List<Double> gaps = new ArrayList<>();
        for (int at = 1; at < row.size(); at++) {
            Glyph before = row.get(at - 1);
            Glyph glyph = row.get(at);
            if (!before.isSpace() && !glyph.isSpace()) {
                gaps.add((glyph.left() - before.right()) / Math.min(before.size(), glyph.size()));
            }
        }
        if (gaps.size() < 3) {
            return 0;
        }
        gaps.sort(Comparator.naturalOrder());
        double median = gaps.get(gaps.size() / 2);
        return median > SPACED_GAP && median < WIDEST_SPACING ? median : 0;
    }
}
