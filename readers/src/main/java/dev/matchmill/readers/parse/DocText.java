package dev.matchmill.readers.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.HeaderStories;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.jspecify.annotations.Nullable;

/**
 * Text of a Word 97 to 2003 document: headers, body, text boxes, notes, footers; tables row by row.
 * Left out: deleted and hidden text, letters under two points, white letters on nothing, page
 * numbers. Macros, pictures and embedded objects are not opened.
 */
final class DocText {

    private static final char CELL = '\u0007';
    private static final char FIELD_START = '\u0013';
    private static final char FIELD_RESULT = '\u0014';
    private static final char FIELD_END = '\u0015';
    private static final Pattern LINK = Pattern.compile("HYPERLINK\\s+\"([^\"]{1,500})\"");
    private static final Pattern PAGE =
            Pattern.compile("(?s)\\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\\b.*");

    /** Half points. */
    private static final int MIN_SIZE = 4;

    private static final int WHITE_INDEX = 8;
    private static final int WHITE = 0xFFFFFF;

    private final int maxCharacters;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> links = new LinkedHashSet<>();
    private final Set<String> edgeLines = new HashSet<>();

    /** The outline level of what is no heading. */
    private static final int BODY_TEXT = 9;

    private final List<StringBuilder> codes = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int hidden;
    private int results;
    private boolean pageNumber;

    private DocText(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    static RawText read(byte[] content, int maxCharacters) throws IOException {
        try (HWPFDocument document = new HWPFDocument(new ByteArrayInputStream(content))) {
            DocText text = new DocText(maxCharacters);
            text.read(document);
            boolean pictures = !document.getPicturesTable().getAllPictures().isEmpty();
            return new RawText(
                    text.out.toString(),
                    pages(document),
                    text.isFull(),
                    List.copyOf(text.links),
                    0,
                    pictures,
                    text.hidden);
        }
    }

    private static int pages(HWPFDocument document) {
        var summary = document.getSummaryInformation();
        return summary == null ? 0 : Math.max(0, summary.getPageCount());
    }

    private void read(HWPFDocument document) {
        HeaderStories edges = new HeaderStories(document);
        edge(edges.getFirstHeaderSubrange());
        edge(edges.getOddHeaderSubrange());
        edge(edges.getEvenHeaderSubrange());
        range(document.getRange());
        range(document.getMainTextboxRange());
        range(document.getFootnoteRange());
        range(document.getEndnoteRange());
        edge(edges.getFirstFooterSubrange());
        edge(edges.getOddFooterSubrange());
        edge(edges.getEvenFooterSubrange());
    }

    /** A head or foot: lines that were there before and page numbers are left out. */
    private void edge(@Nullable Range range) {
        if (range == null) {
            return;
        }
        int start = out.length();
        range(range);
        List<String> lines = out.substring(start).lines().toList();
        out.setLength(start);
        for (String line : lines) {
            if (line.isBlank()
                    || (edgeLines.add(line.strip()) && !RunningLines.isPageNumber(line))) {
                out.append(line).append('\n');
            }
        }
    }

    private boolean isFull() {
        return out.length() > maxCharacters;
    }

    /** Headings may be in a list as well, for the numbers that an outline would give them. */
    private static boolean isItem(Paragraph paragraph) {
        return paragraph.isInList() && paragraph.getLvl() >= BODY_TEXT;
    }

    private void range(Range range) {
        for (int at = 0; at < range.numParagraphs() && !isFull(); at++) {
            Paragraph paragraph = range.getParagraph(at);
            boolean endsRow = paragraph.isTableRowEnd();
            boolean inTable = paragraph.isInTable();
            if (!inTable) {
                endRow();
            }
            StringBuilder line = new StringBuilder();
            boolean endsCell = runs(paragraph, line);
            if (isItem(paragraph) && !line.toString().isBlank()) {
                line.insert(0, TextCleaner.BULLET + " ");
            }
            if (inTable) {
                cell.append(line).append('\n');
                if (endsCell) {
                    endCell();
                }
            } else {
                out.append(line).append('\n');
            }
            if (endsRow) {
                endRow();
            }
        }
        endRow();
    }

    private void endCell() {
        String text = cell.toString().strip();
        cell.setLength(0);
        if (!text.isEmpty()) {
            cells.add(text);
        }
    }

    private void endRow() {
        endCell();
        if (!cells.isEmpty()) {
            out.append(TableRow.of(cells)).append('\n');
            cells.clear();
        }
    }

    /** Adds what can be seen; tells whether a cell ends here. */
    private boolean runs(Paragraph paragraph, StringBuilder line) {
        boolean shaded = paragraph.getShading() != null && !paragraph.getShading().isEmpty();
        boolean endsCell = false;
        for (int at = 0; at < paragraph.numCharacterRuns(); at++) {
            CharacterRun run = paragraph.getCharacterRun(at);
            String text = run.text();
            endsCell |= text.indexOf(CELL) >= 0;
            if (run.isMarkedDeleted()) {
                continue;
            }
            boolean unseen =
                    run.isVanished()
                            || run.getFontSize() < MIN_SIZE
                            || (isWhite(run) && !shaded && !paragraph.isInTable());
            if (run.isSymbol() || isOfSigns(run, text)) {
                text = TextCleaner.BULLET;
            }
            text.chars().forEach(sign -> sign((char) sign, unseen, line));
        }
        // The code of a field ends in its paragraph, or the document is broken.
        while (codes.size() > results) {
            codes.removeLast();
        }
        return endsCell;
    }

    private static boolean isOfSigns(CharacterRun run, String text) {
        String font = run.getFontName();
        return font != null
                && font.startsWith("Wingdings")
                && text.chars().allMatch(sign -> sign > ' ');
    }

    /** Cells may be shaded in ways that the run doesn't know: there white text can be seen. */
    private static boolean isWhite(CharacterRun run) {
        boolean white = run.getColor() == WHITE_INDEX || run.getIco24() == WHITE;
        return white && !run.isHighlighted();
    }

    private void sign(char sign, boolean unseen, StringBuilder line) {
        switch (sign) {
            case FIELD_START -> codes.add(new StringBuilder());
            case FIELD_RESULT -> {
                results++;
                field();
            }
            case FIELD_END -> {
                if (results == codes.size()) {
                    results = Math.max(0, results - 1);
                }
                if (!codes.isEmpty()) {
                    codes.removeLast();
                }
                pageNumber = false;
            }
            default -> {
                if (codes.size() > results) {
                    codes.getLast().append(sign);
                } else if (unseen) {
                    hidden += Character.isWhitespace(sign) || Character.isISOControl(sign) ? 0 : 1;
                } else if (!pageNumber) {
                    seen(sign, line);
                }
            }
        }
    }

    private void field() {
        if (codes.isEmpty()) {
            return;
        }
        String code = codes.getLast().toString();
        pageNumber |= PAGE.matcher(code).matches();
        Matcher link = LINK.matcher(code);
        if (link.find()) {
            LinkTargets.add(link.group(1), links);
        }
    }

    private static void seen(char sign, StringBuilder line) {
        switch (sign) {
            case '\u000B', '\f' -> line.append('\n');
            case '\u001E' -> line.append('-');
            case '\u001F', '\r', CELL, '\u0001', '\u0008' -> {}
            default -> line.append(sign);
        }
    }
}
