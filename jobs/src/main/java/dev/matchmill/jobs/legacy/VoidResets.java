package dev.matchmill.jobs.legacy;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the outstanding reset links of the imported database void: they are removed and not taken
 * over, so that whoever comes with one is told that it has expired and asks for a new one.
 */
record VoidResets(LegacyWrites writes, LegacySchema schema) {

    static final String TABLE = "password_reset_tokens";
    static final String WHAT = "reset links";

    private static final List<String> COLUMNS = List.of("token", "reset_token");

    Adopted plan() {
        return plain().isEmpty()
                ? Adopted.nothing(TABLE, WHAT)
                : new Adopted(TABLE, WHAT, count(), 0, false);
    }

    Adopted run() {
        List<String> plain = plain();
        if (plain.isEmpty()) {
            return Adopted.nothing(TABLE, WHAT);
        }
        long done = writes.inNew(() -> jdbc().sql("DELETE FROM " + table()).update());
        PlainColumns.drop(writes, table(), plain);
        return new Adopted(TABLE, WHAT, done, 0, true);
    }

    private List<String> plain() {
        return schema.columns(jdbc(), TABLE).stream().filter(COLUMNS::contains).toList();
    }

    private long count() {
        return jdbc().sql("SELECT count(*) FROM " + table()).query(Long.class).single();
    }

    private String table() {
        return schema.table(TABLE);
    }

    private JdbcClient jdbc() {
        return writes.jdbc();
    }
}
