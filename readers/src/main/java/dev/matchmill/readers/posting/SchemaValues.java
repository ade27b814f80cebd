package dev.matchmill.readers.posting;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Values of linked data: a text may stand alone, in a list, or in an object that is named. */
final class SchemaValues {

    private static final List<String> NAMES =
            List.of("@value", "name", "credentialCategory", "value", "@id");

    private SchemaValues() {}

    /** The first of a list, or the value itself. */
    static JsonNode first(JsonNode node) {
        if (!node.isArray()) {
            return node;
        }
        return node.isEmpty() ? MissingNode.getInstance() : node.get(0);
    }

    /** The text of a value or of the first of a list; empty when there is none. */
    static String text(JsonNode node) {
        List<String> all = texts(node);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** The texts of a value or of all values of a list; blank ones are left out. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            String text = own(one);
            if (!text.isBlank()) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    private static String own(JsonNode node) {
        if (node.isString() || node.isNumber()) {
            return node.asString();
        }
        for (String name : NAMES) {
            JsonNode value = first(node.path(name));
            if (value.isString() || value.isNumber()) {
                return value.asString();
            }
        }
        return "";
    }
}
