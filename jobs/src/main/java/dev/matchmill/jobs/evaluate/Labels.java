package dev.matchmill.jobs.evaluate;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Categories of postings by external reference, out of JSON lines with {@code id} (or {@code
 * external_ref}) and {@code category}. A candidate is relevant to a posting when one of its
 * documents lies in a folder of the category's name.
 */
final class Labels {

    private Labels() {}

    static Map<String, String> read(Path file, JsonMapper json) {
        Map<String, String> categories = new HashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    add(json.readTree(lines.get(i)), categories, i + 1);
                }
            }
        } catch (IOException | JacksonException unreadable) {
            throw new PreconditionException(
                    "the labels in " + file + " cannot be read as JSON lines.", unreadable);
        }
        return categories;
    }

    private static void add(JsonNode line, Map<String, String> categories, int number) {
        String reference = line.path("external_ref").asString(line.path("id").asString(""));
        String category = line.path("category").asString("");
        if (reference.isEmpty() || category.isEmpty()) {
            throw new PreconditionException(
                    "line " + number + " of the labels needs id and category.");
        }
        categories.put(reference, category);
    }
}
