package dev.matchmill.jobs.archive;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as the catalogue has it.
 *
 * @param name with its schema, quoted where needed
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

    /** A column in a statement; in a payload it stands as it is. */
    static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    /** Those columns of an alias, separated by commas. */
    static String list(String alias, List<String> columns) {
        return columns.stream()
                .map(column -> alias + "." + quoted(column))
                .collect(Collectors.joining(", "));
    }

    /** The condition that two rows of this table are one. */
    String isSame(String here, String there) {
        return key.stream()
                .map(column -> here + "." + quoted(column) + " = " + there + "." + quoted(column))
                .collect(Collectors.joining(" AND "));
    }

    /** Its name in a payload: without the schema when that is {@code public}. */
    String label() {
        return name.startsWith("public.") ? name.substring("public.".length()) : name;
    }
}
