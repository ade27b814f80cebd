package dev.matchmill.jobs.archive;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes one archived row with all that belongs to it back, and takes it out of the archive. */
final class RestoreRow {

    private final Aggregate aggregate;
    private final JdbcClient jdbc;
    private final List<String> remarks;

    /**
     * @param remarks where it says what is not as it was
     */
    RestoreRow(Aggregate aggregate, JdbcClient jdbc, List<String> remarks) {
        this.aggregate = aggregate;
        this.jdbc = jdbc;
        this.remarks = remarks;
    }

    private record Archived(String table, int rows, Set<String> columns) {}

    /** Returns how many rows were written; in the transaction in progress. */
    int restore(long id) {
        Map<String, Archived> archived = archived(id);
        int written = 0;
        for (String name : aggregate.tables()) {
            TableShape table = aggregate.catalogue().table(name);
            Archived rows = archived.remove(table.label());
            if (rows != null) {
                written += write(table, rows, id);
            }
        }
        archived.keySet().forEach(gone -> remarks.add("table " + gone + " is gone: left out"));
        link(id);
        int removed =
                jdbc.sql("DELETE FROM %s WHERE %s = :id".formatted(archive(), archiveId()))
                        .param("id", id)
                        .update();
        if (removed != 1) {
            throw new IllegalStateException(archive() + " held " + removed + " rows of one id");
        }
        return written;
    }

    private int write(TableShape table, Archived archived, long id) {
        RestoreStatement statement =
                new RestoreStatement(aggregate.catalogue(), table, rows("tables", table.label()));
        for (String column : statement.dropped(archived.columns())) {
            remarks.add("column " + table.label() + "." + column + " is gone: left out");
        }
        int written = jdbc.sql(statement.insert(archived.columns())).param("id", id).update();
        if (written < archived.rows()) {
            remarks.add(
                    "%d of %d rows of %s named what is gone: left out"
                            .formatted(archived.rows() - written, archived.rows(), table.label()));
        }
        long differing =
                jdbc.sql(statement.differing(archived.columns()))
                        .param("id", id)
                        .query(Long.class)
                        .single();
        if (differing > 0) {
            remarks.add(
                    "%d rows of %s differ: they named what is gone, or a key out of use"
                            .formatted(differing, table.label()));
        }
        return written;
    }

    // Rows that stayed live and named it name it again, unless they name another one by now.
    private void link(long id) {
        for (ForeignKey key : aggregate.links()) {
            TableShape table = aggregate.catalogue().table(key.table());
            String column = key.columnOf("id");
            jdbc.sql(
                            """
                            UPDATE %s l SET %s = :id
                            FROM jsonb_populate_recordset(NULL::%s, %s) k
                            WHERE %s AND l.%s IS NULL
                            """
                                    .formatted(
                                            table.name(),
                                            column,
                                            table.name(),
                                            rows("links", table.label() + "." + column),
                                            table.isSame("l", "k"),
                                            column))
                    .param("id", id)
                    .update();
        }
    }

    private Map<String, Archived> archived(long id) {
        Map<String, Archived> archived = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT t.key AS name, jsonb_array_length(t.value) AS rows,
                               ARRAY(SELECT jsonb_object_keys(t.value -> 0)) AS columns
                        FROM %s a CROSS JOIN LATERAL jsonb_each(a.payload -> 'tables') t
                        WHERE a.%s = :id
                        """
                                .formatted(archive(), archiveId()))
                .param("id", id)
                .query((row, _) ->
                        new Archived(
                                row.getString("name"),
                                row.getInt("rows"),
                                new LinkedHashSet<>(
                                        List.of((String[]) row.getArray("columns").getArray()))))
                .list()
                .forEach(table -> archived.put(table.table(), table));
        return archived;
    }

    private String rows(String part, String name) {
        return "coalesce((SELECT a.payload -> '%s' -> '%s' FROM %s a WHERE a.%s = :id), '[]')"
                .formatted(part, name, archive(), archiveId());
    }

    private String archive() {
        return aggregate.root().archive();
    }

    private String archiveId() {
        return aggregate.root().archiveId();
    }
}
