package dev.matchmill.jobs.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that write one table of a payload back, as that table is now: a column that came
 * later gets its default, a reference to what is gone meanwhile is treated as the foreign key would
 * have treated it, had the row been live all the time.
 *
 * @param rows the rows in SQL, a jsonb array
 */
record RestoreStatement(Catalogue catalogue, TableShape table, String rows) {

    private static final String KEYS = "compliance.encryption_keys";

    /** Inserts the rows with those columns of the payload that the table still has. */
    String insert(Set<String> archived) {
        List<String> columns = columns(archived);
        List<String> values = columns.stream().map(this::value).toList();
        return """
        INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE
        SELECT %s
        FROM jsonb_populate_recordset(NULL::%s, %s) r
        WHERE true%s
        """
                .formatted(
                        table.name(),
                        columns.stream().map(TableShape::quoted).collect(Collectors.joining(", ")),
                        String.join(",\n       ", values),
                        table.name(),
                        rows,
                        cascades());
    }

    /** Counts the rows that are live now and not what the payload says in those columns. */
    String differing(Set<String> archived) {
        String compared =
                columns(archived).stream()
                        .map(TableShape::quoted)
                        .map("(t.%1$s IS DISTINCT FROM r.%1$s)"::formatted)
                        .collect(Collectors.joining(" OR "));
        return """
        SELECT count(*)
        FROM jsonb_populate_recordset(NULL::%s, %s) r
        JOIN %s t ON %s
        WHERE %s
        """
                .formatted(table.name(), rows, table.name(), table.isSame("t", "r"), compared);
    }

    /** Columns of the payload that are gone. */
    List<String> dropped(Set<String> archived) {
        Set<String> gone = new HashSet<>(archived);
        table.columns().forEach(gone::remove);
        table.generated().forEach(gone::remove);
        return gone.stream().sorted().toList();
    }

    private List<String> columns(Set<String> archived) {
        return table.columns().stream().filter(archived::contains).toList();
    }

    private String value(String column) {
        List<String> conditions = new ArrayList<>();
        for (ForeignKey key : catalogue.outOf(table.name())) {
            if (key.onDelete() == OnDelete.SET_NULL && key.columns().contains(column)) {
                conditions.add(isThere(key));
            }
            // A key out of use takes no rows any more: the code of a meeting long past is let go.
            if (key.target().equals(KEYS)
                    && (key.columns().contains(column) || column.endsWith("_enc"))) {
                conditions.add(
                        "EXISTS (SELECT 1 FROM %s p WHERE p.key_id = r.%s AND p.rotated_at IS NULL AND p.destroyed_at IS NULL)"
                                .formatted(KEYS, key.columns().getFirst()));
            }
        }
        return conditions.isEmpty()
                ? "r." + TableShape.quoted(column)
                : "CASE WHEN %s THEN r.%s END"
                        .formatted(String.join(" AND ", conditions), TableShape.quoted(column));
    }

    private String cascades() {
        return catalogue.outOf(table.name()).stream()
                .filter(key -> key.onDelete() == OnDelete.CASCADE)
                .map(key -> "\n  AND (" + isNull(key) + " OR " + isThere(key) + ")")
                .collect(Collectors.joining());
    }

    private static String isNull(ForeignKey key) {
        return key.columns().stream()
                .map(column -> "r." + TableShape.quoted(column) + " IS NULL")
                .collect(Collectors.joining(" OR "));
    }

    private String isThere(ForeignKey key) {
        String live =
                "EXISTS (SELECT 1 FROM %s p WHERE %s)".formatted(key.target(), key.joins("r", "p"));
        if (!key.target().equals(table.name())) {
            return live;
        }
        // Rows of the same table come back at once, and may name each other.
        return "(%s OR EXISTS (SELECT 1 FROM jsonb_populate_recordset(NULL::%s, %s) p WHERE %s))"
                .formatted(live, table.name(), rows, key.joins("r", "p"));
    }
}
