package dev.matchmill.readers.posting;

import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** JSON objects that each take several lines; after a syntax error nothing follows. */
final class JsonDocumentRecords implements Iterator<FeedLine<JsonNode>> {

    private final JsonParser parser;
    private @Nullable FeedLine<JsonNode> next;
    private boolean broken;

    JsonDocumentRecords(InputStream stream) {
        this.parser = JsonFields.MAPPER.createParser(stream);
        this.next = advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public FeedLine<JsonNode> next() {
        FeedLine<JsonNode> line = next;
        if (line == null) {
            throw new NoSuchElementException();
        }
        next = advance();
        return line;
    }

    private @Nullable FeedLine<JsonNode> advance() {
        if (broken) {
            return null;
        }
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return null;
            }
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode node = parser.readValueAsTree();
            return new FeedLine.Good<>(line, node);
        } catch (JacksonException notJson) {
            broken = true;
            return FeedRecords.bad(
                    parser.currentLocation().getLineNr(),
                    "the document is broken here; what follows is not read");
        }
    }
}
