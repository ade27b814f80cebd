package dev.matchmill.readers.posting;

import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * JSON objects out of one array, or one after another, each on as many lines as it takes; after a
 * syntax error nothing follows.
 */
final class JsonRecords implements Iterator<FeedLine<JsonNode>> {

    private final JsonParser parser;
    private final String whole;
    private @Nullable FeedLine<JsonNode> next;
    private boolean broken;

    private JsonRecords(JsonParser parser, String whole) {
        this.parser = parser;
        this.whole = whole;
        this.next = advance();
    }

    /** The elements of one array. */
    static JsonRecords ofArray(InputStream stream) {
        JsonParser parser = JsonFields.MAPPER.createParser(stream);
        parser.nextToken();
        return new JsonRecords(parser, "array");
    }

    /** One object after another. */
    static JsonRecords ofDocument(InputStream stream) {
        return new JsonRecords(JsonFields.MAPPER.createParser(stream), "document");
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
            if (token == null || token == JsonToken.END_ARRAY) {
                return null;
            }
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode node = parser.readValueAsTree();
            return new FeedLine.Good<>(line, node);
        } catch (JacksonException notJson) {
            broken = true;
            return FeedRecords.bad(
                    parser.currentLocation().getLineNr(),
                    "the " + whole + " is broken here; what follows is not read");
        }
    }
}
