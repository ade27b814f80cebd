package dev.matchmill.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of {@code truth.jsonl}: what a reader who does not err finds in one file. A key that is
 * missing is not judged; one that is null or an empty list must not be read. A key with {@code
 * _alt} behind it lists other right answers.
 *
 * @param file path within the folder
 */
record TruthLine(String file, JsonNode values) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @throws IllegalArgumentException when the line is no object that names a file
     */
    static TruthLine of(String line) {
        try {
            JsonNode values = JSON.readTree(line);
            String file = values.path("file").asString("");
            if (file.isBlank()) {
                throw new IllegalArgumentException("names no file");
            }
            return new TruthLine(file, values);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("is no JSON object", e);
        }
    }

    boolean judges(String key) {
        return values.has(key);
    }

    /** What must be read, in the words of the truth; empty when the value must be absent. */
    List<String> wanted(String key) {
        return strings(values.path(key));
    }

    /** All right answers, those that must be read first. */
    List<String> accepted(String key) {
        List<String> all = new ArrayList<>(wanted(key));
        all.addAll(strings(values.path(key + "_alt")));
        return List.copyOf(all);
    }

    private static List<String> strings(JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> found.addAll(strings(item)));
        } else if (node.isObject()) {
            // Lists of objects name their item, as JSON Resume does.
            found.addAll(strings(node.has("name") ? node.path("name") : node.path("value")));
        } else if (!node.isNull() && !node.isMissingNode() && !node.asString("").isBlank()) {
            found.add(node.asString("").strip());
        }
        return found;
    }
}
