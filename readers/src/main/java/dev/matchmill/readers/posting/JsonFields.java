package dev.matchmill.readers.posting;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object as fields: scalars, and arrays of scalars; what is nested deeper is ignored. */
final class JsonFields {

    private static final int MAX_DEPTH = 20;

    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(
                                                            FeedRecords.MAX_RECORD_CHARACTERS)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonFields() {}

    static FeedLine<JsonNode> parse(long line, String json) {
        try {
            return new FeedLine.Good<>(line, MAPPER.readTree(json));
        } catch (JacksonException notJson) {
            return FeedRecords.bad(line, "the line is not JSON");
        }
    }

    /** The records of a value: one, or the job postings of a document of linked data. */
    static List<FeedLine<FeedFields>> of(FeedLine<JsonNode> line) {
        return switch (line) {
            case FeedLine.Bad<JsonNode>(long number, var reason, String message) ->
                    List.of(new FeedLine.Bad<>(number, reason, message));
            case FeedLine.Good<JsonNode>(long number, JsonNode node) -> of(number, node);
        };
    }

    private static List<FeedLine<FeedFields>> of(long line, JsonNode node) {
        if (!node.isObject()) {
            return List.of(FeedRecords.bad(line, "the record is not a JSON object"));
        }
        if (JobPostings.isLinkedData(node)) {
            List<JsonNode> postings = JobPostings.in(node);
            return postings.isEmpty()
                    ? List.of(FeedRecords.bad(line, "holds no JobPosting"))
                    : postings.stream()
                            .<FeedLine<FeedFields>>map(posting ->
                                    new FeedLine.Good<>(line, JobPostingFields.of(posting)))
                            .toList();
        }
        FeedFields fields = new FeedFields();
        node.forEachEntry((name, value) -> {
            add(fields, name, value);
            if (value.isArray()) {
                value.forEach(element -> add(fields, name, element));
            }
        });
        return List.of(new FeedLine.Good<>(line, fields));
    }

    private static void add(FeedFields fields, String name, JsonNode value) {
        if (value.isString() || value.isNumber() || value.isBoolean()) {
            fields.add(name, value.asString());
        }
    }
}
