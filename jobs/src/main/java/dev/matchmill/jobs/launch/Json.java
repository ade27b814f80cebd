package dev.matchmill.jobs.launch;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the program writes it: names in lower snake case. */
final class Json {

    private Json() {}

    /** Compact, for the database and for lines. */
    static JsonMapper mapper() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
    }

    /** Indented, for people who pipe it into a file. */
    static JsonMapper pretty() {
        return mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    }
}
