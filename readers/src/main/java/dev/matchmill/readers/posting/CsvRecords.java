package dev.matchmill.readers.posting;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * CSV with a header row. The separator (comma, semicolon or tab) is the one that the header uses
 * most. Records are cut out before they are parsed, so that a quote that is never closed costs one
 * line and not the rest of the file.
 */
final class CsvRecords implements Iterator<FeedLine<FeedFields>> {

    private final FeedText text;
    private final Deque<FeedText.Line> pushedBack = new ArrayDeque<>();
    private final char separator;
    private final List<String> header;
    private @Nullable FeedLine<FeedFields> next;

    CsvRecords(FeedText text, String file) {
        this.text = text;
        FeedText.Line first = text.next();
        while (first != null && first.text().isBlank() && first.problem() == null) {
            first = text.next();
        }
        if (first == null || first.problem() != null) {
            throw new FeedException("The file " + file + " has no header row in UTF-8.");
        }
        this.separator = separator(first.text());
        List<String> names = parse(first.text());
        if (names == null) {
            throw new FeedException("The header row of " + file + " is not CSV.");
        }
        this.header = names;
        this.next = advance();
    }

    private static char separator(String header) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(each -> each == sign).count();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public FeedLine<FeedFields> next() {
        FeedLine<FeedFields> line = next;
        if (line == null) {
            throw new NoSuchElementException();
        }
        next = advance();
        return line;
    }

    private @Nullable FeedLine<FeedFields> advance() {
        FeedText.Line line = line();
        while (line != null && line.problem() == null && line.text().isBlank()) {
            line = line();
        }
        if (line == null) {
            return null;
        }
        String problem = line.problem();
        return problem == null ? record(line) : FeedRecords.bad(line.number(), problem);
    }

    private FeedText.@Nullable Line line() {
        FeedText.Line again = pushedBack.pollFirst();
        return again == null ? text.next() : again;
    }

    private FeedLine<FeedFields> record(FeedText.Line first) {
        StringBuilder record = new StringBuilder(first.text());
        List<FeedText.Line> more = new ArrayList<>();
        while (isOpen(record)) {
            FeedText.Line line = line();
            if (line != null) {
                more.add(line);
            }
            if (line == null || line.problem() != null || tooLong(record, line)) {
                more.reversed().forEach(pushedBack::addFirst);
                return FeedRecords.bad(first.number(), "a quote is opened and never closed");
            }
            record.append('\n').append(line.text());
        }
        List<String> values = parse(record.toString());
        if (values == null || values.size() > header.size()) {
            // A stray quote may have swallowed good lines: only the first one is to blame.
            more.reversed().forEach(pushedBack::addFirst);
            return FeedRecords.bad(
                    first.number(),
                    values == null
                            ? "the line is not CSV"
                            : values.size()
                                    + " values, but the header has "
                                    + header.size()
                                    + " columns");
        }
        FeedFields fields = new FeedFields();
        for (int at = 0; at < values.size(); at++) {
            fields.add(header.get(at), values.get(at));
        }
        return new FeedLine.Good<>(first.number(), fields);
    }

    private static boolean tooLong(CharSequence record, FeedText.Line line) {
        return record.length() + line.text().length() > FeedRecords.MAX_RECORD_CHARACTERS;
    }

    /** Whether the text ends inside a quoted value; a quote within a bare value opens nothing. */
    private boolean isOpen(CharSequence record) {
        boolean quoted = false;
        boolean valueStart = true;
        for (int at = 0; at < record.length(); at++) {
            char sign = record.charAt(at);
            if (sign == '"' && (quoted || valueStart)) {
                quoted = !quoted;
                // A doubled quote within a quoted value opens again at once.
                valueStart = !quoted;
            } else if (!quoted) {
                valueStart = sign == separator;
            }
        }
        return quoted;
    }

    private @Nullable List<String> parse(String record) {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        try (CSVParser parser = CSVParser.parse(record, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? List.of(records.getFirst().values()) : null;
        } catch (IOException | java.io.UncheckedIOException notCsv) {
            return null;
        }
    }
}
