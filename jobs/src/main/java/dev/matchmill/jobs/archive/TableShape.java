package dev.matchmill.jobs.archive;

import java.util.List;

/**
 * A table as the catalogue has it.
 *
 * @param name with its schema, quoted
 * @param columns those that can be written, in their order
 * @param generated those that follow from others
 * @param key the primary key; empty when there is none
 */
record TableShape(String name, List<String> columns, List<String> generated, List<String> key) {

    TableShape {
        columns = List.copyOf(columns);
        generated = List.copyOf(generated);
        key = List.copyOf(key);
    }

    /** Its name in a payload: without the schema when that is {@code public}. */
    String label() {
        return name.startsWith("public.") ? name.substring("public.".length()) : name;
    }
}
