package dev.matchmill.jobs.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What should be read in one file of the demo.
 *
 * @param fields as {@code demo/truth.jsonl} has them
 */
record DemoTruth(JsonNode fields) {

    static List<DemoTruth> all() throws IOException {
        JsonMapper json = new JsonMapper();
        try (InputStream in = DemoTruth.class.getResourceAsStream("/demo/truth.jsonl")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> new DemoTruth(json.readTree(line)))
                    .toList();
        }
    }

    String file() {
        return fields.get("file").asString();
    }

    boolean stored() {
        return fields.get("state").asString().equals("stored");
    }

    boolean rejected() {
        return fields.get("state").asString().equals("rejected");
    }

    @Nullable String text(String field) {
        return fields.hasNonNull(field) ? fields.get(field).asString() : null;
    }

    @Nullable Double number(String field) {
        return fields.hasNonNull(field) ? fields.get(field).asDouble() : null;
    }

    List<String> texts(String field) {
        return StreamSupport.stream(fields.get(field).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    @Override
    public String toString() {
        return file();
    }
}
