package dev.matchmill.readers.posting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The job postings in linked data (JSON-LD) of schema.org, wherever they stand in it. */
final class JobPostings {

    private static final int MAX_DEPTH = 12;

    private JobPostings() {}

    /** Whether an object speaks of types and graphs instead of plain columns. */
    static boolean isLinkedData(JsonNode node) {
        return node.has("@type") || node.has("@graph") || node.has("@context");
    }

    /** In the order of the document; one within another isn't one of its own. */
    static List<JsonNode> in(JsonNode node) {
        List<JsonNode> found = new ArrayList<>();
        collect(node, found, 0);
        return found;
    }

    private static void collect(JsonNode node, List<JsonNode> found, int depth) {
        if (isJobPosting(node)) {
            found.add(node);
        } else if (depth < MAX_DEPTH) {
            node.forEach(child -> collect(child, found, depth + 1));
        }
    }

    private static boolean isJobPosting(JsonNode node) {
        JsonNode type = node.path("@type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (names(one)) {
                    return true;
                }
            }
        }
        return names(type);
    }

    /**
     * A name, or the URL of one: {@code schema:JobPosting}, {@code http://schema.org/JobPosting}.
     */
    private static boolean names(JsonNode type) {
        String name = type.isString() ? type.asString().strip().toLowerCase(Locale.ROOT) : "";
        return name.equals("jobposting")
                || name.endsWith("/jobposting")
                || name.endsWith(":jobposting");
    }
}
