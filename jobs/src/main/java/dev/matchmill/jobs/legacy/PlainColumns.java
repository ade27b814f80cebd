package dev.matchmill.jobs.legacy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The end of columns that held secrets in plain. */
final class PlainColumns {

    private PlainColumns() {}

    static void drop(LegacyWrites writes, String table, String column) {
        drop(writes, table, List.of(column));
    }

    /** Drops columns that are empty by now, and what their table's file still holds of them. */
    static void drop(LegacyWrites writes, String table, List<String> columns) {
        // Old versions of rows keep the values until the file is written anew. First, so that a
        // start after a crash finds the columns and does it again.
        writes.outside("VACUUM (FULL) " + table);
        String drops =
                columns.stream()
                        .map(column -> "DROP COLUMN " + column)
                        .collect(Collectors.joining(", "));
        writes.inNew(() -> writes.jdbc().sql("ALTER TABLE " + table + " " + drops).update());
    }

    /** A condition that one of the columns has a value. */
    static String anyOf(String alias, Stream<String> columns) {
        return columns.map(column -> alias + "." + column + " IS NOT NULL")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
