package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schema of a database as text, to compare it with that of another or of another moment. */
final class Catalogue {

    private static final String SCHEMA = read("catalogue.sql");

    // The versions of the catalogue's rows: any statement that defines something leaves a new one,
    // even if it defines what was there.
    private static final String ROWS =
            """
            SELECT md5(string_agg(source || oid || ' ' || xmin, ',' ORDER BY source, oid))
            FROM (SELECT 'class' AS source, oid, xmin::text FROM pg_class WHERE relkind <> 't'
                  UNION ALL SELECT 'type', oid, xmin::text FROM pg_type
                  UNION ALL SELECT 'function', oid, xmin::text FROM pg_proc
                  UNION ALL SELECT 'constraint', oid, xmin::text FROM pg_constraint
                  UNION ALL SELECT 'trigger', oid, xmin::text FROM pg_trigger
                  UNION ALL SELECT 'policy', oid, xmin::text FROM pg_policy
                  UNION ALL SELECT 'index', indexrelid, xmin::text FROM pg_index
                  UNION ALL SELECT 'history', installed_rank::oid, xmin::text
                            FROM public.flyway_schema_history) AS rows
            """;

    private Catalogue() {}

    /** One line for each thing, in order. */
    static List<String> schema(TestDatabase database) {
        return JdbcClient.create(database.dataSource()).sql(SCHEMA).query(String.class).list();
    }

    /** Changes with each definition, comment and grant, even one that changes nothing. */
    static String versions(TestDatabase database) {
        return JdbcClient.create(database.dataSource()).sql(ROWS).query(String.class).single();
    }

    private static String read(String name) {
        try (InputStream in =
                Objects.requireNonNull(Catalogue.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
