package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The heads and feet of the pages of one document, which would stand in the middle of what runs on
 * from page to page. Page numbers are left out; what repeats an earlier page stays once: a head
 * where it is first, a foot at the end.
 */
final class RunningLines {

    /** Rows at each end of a page that may be its head or foot. */
    private static final int EDGE_ROWS = 4;

    /** Points by which a repeated row may stand higher or lower. */
    private static final double SAME_PLACE = 6;

    private static final Pattern PAGE_NUMBER =
            Pattern.compile(
                    "(?iu)[^\\p{L}\\p{N}]*(?:(?:page|seite|página|pagina|strona|pág|p|pg|sida|side|blatt)?"
                        + "[\\s.:]*#(?:\\s*(?:of|/|von|de|di|sur|van|z|av|af|\\||-)\\s*#)?)"
                        + "[^\\p{L}\\p{N}]*");

    private static final Pattern LETTERS = Pattern.compile("\\p{L}{4}");
    private static final Pattern TOKEN = Pattern.compile("[\\s\\t]+");

    private final List<List<List<Word>>> pages;
    private final Set<String> wordsBefore = new HashSet<>();
    private final List<List<Word>> feet = new ArrayList<>();

    private RunningLines(List<List<List<Word>>> pages) {
        this.pages = pages;
    }

    /**
     * The rows of each page without its running lines.
     *
     * @param pages rows of each page from top to bottom
     * @param feet takes the repeated feet, once each
     */
    static List<List<List<Word>>> removed(List<List<List<Word>>> pages, List<List<Word>> feet) {
        RunningLines lines = new RunningLines(pages);
        List<List<List<Word>>> kept = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            kept.add(lines.kept(page));
        }
        for (List<Word> foot : lines.feet) {
            if (!lines.namesEarlierWords(foot, 0)) {
                feet.add(foot);
            }
        }
        return kept;
    }

    private List<List<Word>> kept(int page) {
        List<List<Word>> rows = pages.get(page);
        int first = 0;
        while (first < Math.min(EDGE_ROWS, rows.size() - 1) && isHead(page, first)) {
            first++;
        }
        int last = rows.size() - 1;
        while (last > first && rows.size() - last <= EDGE_ROWS && isFoot(page, last)) {
            last--;
        }
        List<List<Word>> kept = rows.isEmpty() ? rows : rows.subList(first, last + 1);
        kept.forEach(row -> row.forEach(word -> wordsBefore.add(plain(word.text()))));
        return kept;
    }

    private boolean isHead(int page, int at) {
        List<Word> row = pages.get(page).get(at);
        if (isPageNumber(row, page)) {
            return true;
        }
        return page > 0 && (repeats(row, page, at, true) || namesEarlierWords(row, page));
    }

    /** "Jane Doe, page 2": a head that the first page doesn't have, made of what it says. */
    private boolean namesEarlierWords(List<Word> row, int page) {
        String text = marked(row, page);
        if (!text.contains("#")) {
            return false;
        }
        for (String token : TOKEN.split(text, -1)) {
            String word = plain(token);
            boolean told = word.isEmpty() || wordsBefore.contains(word);
            if (!told && !PAGE_NUMBER.matcher(word + " #").matches() && !word.equals("of")) {
                return false;
            }
        }
        return true;
    }

    private boolean isFoot(int page, int at) {
        List<Word> row = pages.get(page).get(at);
        if (isPageNumber(row, page)) {
            return true;
        }
        int fromEnd = pages.get(page).size() - at;
        boolean again = repeats(row, page, fromEnd, false);
        boolean first = !again && isRepeatedLater(row, page);
        if (first) {
            feet.addFirst(row);
        }
        return again || first || (page > 0 && namesEarlierWords(row, page));
    }

    private boolean repeats(List<Word> row, int page, int edge, boolean head) {
        for (int earlier = 0; earlier < page; earlier++) {
            if (edge <= EDGE_ROWS && hasSame(row, page, earlier, head)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRepeatedLater(List<Word> row, int page) {
        for (int later = page + 1; later < pages.size(); later++) {
            if (hasSame(row, page, later, false)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasSame(List<Word> row, int page, int other, boolean head) {
        List<List<Word>> rows = pages.get(other);
        int from = head ? 0 : Math.max(0, rows.size() - EDGE_ROWS);
        int to = head ? Math.min(EDGE_ROWS, rows.size()) : rows.size();
        String text = marked(row, page);
        for (List<Word> same : rows.subList(from, to)) {
            double distance = same.getFirst().baseline() - row.getFirst().baseline();
            if (Math.abs(distance) <= SAME_PLACE && marked(same, other).equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line says the number of its page and nothing else, whatever the number. */
    static boolean isPageNumber(String line) {
        String marked = line.strip().replaceAll("\\s+", " ").replaceAll("\\d{1,3}", "#");
        String filled = marked.replaceAll("(?i)^page$|^page of$", "page #");
        return !marked.isEmpty() && PAGE_NUMBER.matcher(filled).matches();
    }

    /** A text without lines such as "Page 2 of 3"; a bare number stays. */
    static String withoutPages(String text) {
        return text.lines()
                .filter(line -> !(LETTERS.matcher(line).find() && isPageNumber(line)))
                .collect(Collectors.joining("\n"));
    }

    private boolean isPageNumber(List<Word> row, int page) {
        return PAGE_NUMBER.matcher(marked(row, page)).matches();
    }

    /** The row with the page's own number and the number of pages as #. */
    private String marked(List<Word> row, int page) {
        String text = row.stream().map(Word::text).collect(Collectors.joining(" "));
        String number = (page + 1) + "|" + pages.size();
        return text.replaceAll(
                "(?<![\\p{L}\\p{N}.,])(?:" + number + ")(?![\\p{L}\\p{N}])(?![.,]\\d)", "#");
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}@]+", "");
    }
}
