package dev.matchmill.jobs.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows refer to a key, in every table that can, files in storage included. */
record KeyUsage(JdbcClient jdbc) {

    private static final String REFERENCES =
            """
            SELECT format('SELECT %1$I AS key_id, count(*) AS rows FROM %2$s WHERE %1$I IS NOT NULL'
                          ' AND (CAST(:key AS text) IS NULL OR %1$I = :key) GROUP BY %1$I',
                          a.attname, f.conrelid::regclass)
            FROM pg_constraint f
            JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
            WHERE f.contype = 'f'
              AND f.conparentid = 0
              AND f.confrelid = 'compliance.encryption_keys'::regclass
            ORDER BY f.conrelid::regclass::text, a.attname
            """;

    /** Rows by key id; keys that nothing uses are left out. */
    Map<String, Long> rows() {
        return count(null);
    }

    /** Rows under one key. */
    long rows(String keyId) {
        return count(keyId).getOrDefault(keyId, 0L);
    }

    private Map<String, Long> count(@Nullable String keyId) {
        Map<String, Long> rows = new HashMap<>();
        List<String> queries = jdbc.sql(REFERENCES).query(String.class).list();
        for (String query : queries) {
            jdbc.sql(query)
                    .param("key", keyId)
                    .query(row -> {
                        rows.merge(row.getString("key_id"), row.getLong("rows"), Long::sum);
                    });
        }
        return rows;
    }
}
