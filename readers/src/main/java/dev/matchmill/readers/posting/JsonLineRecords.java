package dev.matchmill.readers.posting;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One JSON object per line; empty lines don't count. */
final class JsonLineRecords implements Iterator<FeedLine<JsonNode>> {

    private final FeedText text;
    private FeedText.@Nullable Line next;

    JsonLineRecords(FeedText text) {
        this.text = text;
        this.next = advance();
    }

    private FeedText.@Nullable Line advance() {
        FeedText.Line line = text.next();
        while (line != null && line.problem() == null && line.text().isBlank()) {
            line = text.next();
        }
        return line;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public FeedLine<JsonNode> next() {
        FeedText.Line line = next;
        if (line == null) {
            throw new NoSuchElementException();
        }
        next = advance();
        String problem = line.problem();
        return problem == null
                ? JsonFields.parse(line.number(), line.text())
                : FeedRecords.bad(line.number(), problem);
    }
}
