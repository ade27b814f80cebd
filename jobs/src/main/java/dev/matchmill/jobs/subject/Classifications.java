package dev.matchmill.jobs.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says of every column: which are cleared, and which take their row along. */
final class Classifications {

    private static final String COLUMNS =
            """
            SELECT d.schema_name || '.' || d.table_name AS store, d.column_name, d.erase_action,
                   format_type(a.atttypid, NULL) AS type, y.typtype = 'e' AS is_enum
            FROM compliance.data_classifications d
            JOIN pg_attribute a
              ON a.attrelid = to_regclass(format('%I.%I', d.schema_name, d.table_name))
             AND a.attname = d.column_name
            JOIN pg_type y ON y.oid = a.atttypid
            WHERE d.erase_action <> 'keep'
              AND a.attgenerated = ''
            ORDER BY store, a.attnum
            """;

    private record Found(String store, ErasableColumn column) {}

    private Classifications() {}

    /** The work on each store of the inventory, in its order. */
    static List<StoreWork> work(JdbcClient jdbc, Inventory inventory) {
        Map<String, List<Found>> columns =
                jdbc
                        .sql(COLUMNS)
                        .query((row, _) ->
                                new Found(
                                        row.getString("store"),
                                        new ErasableColumn(
                                                row.getString("column_name"),
                                                EraseAction.of(row.getString("erase_action")),
                                                row.getString("type"),
                                                row.getBoolean("is_enum"))))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(Found::store));
        return inventory.stores().stream()
                .map(store -> work(store, columns.getOrDefault(store.name(), List.of())))
                .toList();
    }

    private static StoreWork work(Store store, List<Found> found) {
        List<ErasableColumn> cleared = new ArrayList<>();
        boolean deletes = false;
        for (Found one : found) {
            if (one.column().action() == EraseAction.DELETE_ROW) {
                deletes = true;
            } else {
                cleared.add(one.column());
            }
        }
        return StoreWork.of(store, deletes, cleared);
    }
}
