package dev.matchmill.jobs.subject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searches every column that can hold text (text, JSON, arrays, bytes) of every table of ours, one
 * pass a table, whatever the inventory says of it. Encrypted values stay closed to it.
 */
public final class ResidualScan {

    // Partitions are read through their parents; what was detached is a table of its own.
    private static final String COLUMNS =
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS store, quote_ident(a.attname) AS name,
                   coalesce(nullif(y.typbasetype, 0), y.oid) = CAST('bytea' AS regtype) AS is_bytes
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type y ON y.oid = a.atttypid
            JOIN pg_type b ON b.oid = coalesce(nullif(y.typbasetype, 0), y.oid)
            LEFT JOIN pg_type e ON e.oid = b.typelem AND b.typcategory = 'A'
            WHERE c.relkind IN ('r', 'p')
              AND NOT c.relispartition
              AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
              AND (b.typcategory = 'S'
                   OR e.typcategory = 'S'
                   OR b.typname IN ('json', 'jsonb', 'bytea', 'tsvector', 'hstore', 'xml'))
            ORDER BY store, a.attnum
            """;

    private record Searched(String store, String name, boolean isBytes) {

        String matches(String kind) {
            return isBytes
                    ? "lower(encode(t.%s, 'escape')) ~ :%sInBytes".formatted(name, kind)
                    : "lower(CAST(t.%s AS text)) ~ :%s".formatted(name, kind);
        }
    }

    private final JdbcClient jdbc;

    /**
     * @param jdbc as the role of erasure
     */
    public ResidualScan(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where one of the markers stands; certain ones first, then by column. */
    public List<Residue> find(SubjectMarkers markers) {
        if (markers.isEmpty()) {
            return List.of();
        }
        Map<String, String> patterns =
                Map.of(
                        "certain", MarkerPattern.certain(markers),
                        "certainInBytes", MarkerPattern.certainInBytes(markers),
                        "possible", MarkerPattern.possible(markers),
                        "possibleInBytes", MarkerPattern.possibleInBytes(markers));
        Map<String, List<Searched>> tables =
                jdbc
                        .sql(COLUMNS)
                        .query((row, _) ->
                                new Searched(
                                        row.getString("store"),
                                        row.getString("name"),
                                        row.getBoolean("is_bytes")))
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Searched::store, LinkedHashMap::new, Collectors.toList()));
        return tables.values().stream()
                .flatMap(columns -> search(columns, patterns).stream())
                .filter(residue -> residue.rows() > 0)
                .sorted(
                        Comparator.comparing(Residue::certain)
                                .reversed()
                                .thenComparing(Residue::column))
                .toList();
    }

    private List<Residue> search(List<Searched> columns, Map<String, String> patterns) {
        String counts =
                columns.stream()
                        .flatMap(column ->
                                List.of(column.matches("certain"), column.matches("possible"))
                                        .stream())
                        .map(match -> "count(*) FILTER (WHERE " + match + ")")
                        .collect(Collectors.joining(",\n"));
        String store = columns.getFirst().store();
        return jdbc.sql("SELECT " + counts + "\nFROM " + store + " t")
                .params(patterns)
                .query((row, _) -> {
                    List<Residue> found = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        String column = store + "." + columns.get(i).name();
                        found.add(new Residue(column, row.getLong(2 * i + 1), true));
                        found.add(new Residue(column, row.getLong(2 * i + 2), false));
                    }
                    return found;
                })
                .single();
    }
}
