package dev.matchmill.readers.jsonresume;

import dev.matchmill.readers.parse.TextCleaner;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of the document, whose fields are checked as they are read.
 *
 * @param path where it stands, for messages
 */
record Item(String path, JsonNode node) {

    private static final int LONGEST = 20_000;
    private static final int MOST = 500;
    private static final Pattern DATE =
            Pattern.compile("([12]\\d{3})(?:-(\\d{1,2})(?:-\\d{1,2}(?:T.*)?)?)?");
    private static final Pattern LASTS =
            Pattern.compile("(?i)present|current|now|today|ongoing|heute|aujourd'hui|actualidad");

    /** The text of the first of these fields that has one, on one line; null when none has. */
    @Nullable String line(String... names) throws ShapeException {
        String text = text(names);
        return text == null ? null : text.replaceAll("\\s+", " ");
    }

    /** As {@link #line}, with its lines. */
    @Nullable String text(String... names) throws ShapeException {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.isString() && !value.isNumber()) {
                throw new ShapeException(at(name), "a text");
            }
            String text = TextCleaner.clean(value.asString()).strip();
            if (text.length() > LONGEST) {
                throw new ShapeException(at(name), "a text of at most " + LONGEST + " characters");
            }
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** The texts of a list. */
    List<String> lines(String name) throws ShapeException {
        List<String> lines = new ArrayList<>();
        for (JsonNode value : list(name)) {
            if (!value.isString() && !value.isNumber()) {
                throw new ShapeException(at(name), "a list of texts");
            }
            String text = TextCleaner.clean(value.asString()).strip().replaceAll("\\s+", " ");
            if (text.length() > LONGEST) {
                throw new ShapeException(at(name), "texts of at most " + LONGEST + " characters");
            }
            if (!text.isEmpty()) {
                lines.add(text);
            }
        }
        return lines;
    }

    /** The objects of a list. */
    List<Item> items(String name) throws ShapeException {
        List<Item> items = new ArrayList<>();
        for (JsonNode value : list(name)) {
            if (!value.isObject()) {
                throw new ShapeException(at(name), "a list of objects");
            }
            items.add(new Item(at(name) + "[" + items.size() + "]", value));
        }
        return items;
    }

    /** The object of a field, empty when there is none. */
    Item item(String name) throws ShapeException {
        JsonNode value = node.path(name);
        if (!value.isObject() && !value.isMissingNode() && !value.isNull()) {
            throw new ShapeException(at(name), "an object");
        }
        return new Item(at(name), value);
    }

    /** The month of a date; January of a bare year; null when there is none or it lasts. */
    @Nullable YearMonth month(String name, boolean last) throws ShapeException {
        String text = line(name);
        if (text == null || LASTS.matcher(text).matches()) {
            return null;
        }
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            try {
                int bare = last ? 12 : 1;
                int month = date.group(2) == null ? bare : Integer.parseInt(date.group(2));
                return YearMonth.of(Integer.parseInt(date.group(1)), month);
            } catch (DateTimeException impossible) {
                // Falls through to the one message.
            }
        }
        throw new ShapeException(at(name), "a date such as 2021-03-31, 2021-03 or 2021");
    }

    /** Whether a date is a year only. */
    boolean isYear(String name) throws ShapeException {
        String text = line(name);
        return text != null && text.matches("\\d{4}");
    }

    private Iterable<JsonNode> list(String name) throws ShapeException {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > MOST) {
            throw new ShapeException(at(name), "a list of at most " + MOST);
        }
        return value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
