package dev.matchmill.readers.jsonresume;

import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The text that is made of a resume, and where in it each value stands. */
final class Page {

    private final StringBuilder text = new StringBuilder();

    /** Begins a section. */
    void heading(String words) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        line(words);
    }

    /** Writes a value as a line of its own; where it stands. */
    Span line(String value) {
        Span span = new Span(text.length(), text.length() + value.length());
        text.append(value).append('\n');
        return span;
    }

    /** Writes the values that are there as one line; where each stands, in their order. */
    List<@Nullable Span> line(String separator, @Nullable String... values) {
        List<@Nullable Span> spans = new ArrayList<>();
        boolean first = true;
        for (String value : values) {
            if (value == null) {
                spans.add(null);
                continue;
            }
            text.append(first ? "" : separator);
            spans.add(new Span(text.length(), text.length() + value.length()));
            text.append(value);
            first = false;
        }
        if (spans.stream().anyMatch(Objects::nonNull)) {
            text.append('\n');
        }
        return spans;
    }

    int length() {
        return text.length();
    }

    /** From there to the end of what is written, without the last line's end. */
    Span since(int start) {
        int end = Math.max(start, text.length() - 1);
        return new Span(start, end);
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
