package dev.matchmill.migrations.pattern;

import dev.matchmill.migrations.SqlSection;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills an empty schema with a {@link DataSet}, by rows.sql. */
public final class SyntheticRows {

    // Triggers would write a million audit entries; foreign keys and checks stay on.
    private static final List<String> TABLES =
            List.of(
                    "organizations",
                    "users",
                    "skills",
                    "candidates",
                    "jobs",
                    "applications",
                    "job_counters",
                    "application_stage_history",
                    "user_sessions");

    private static final List<String> IDENTITIES =
            List.of("organizations", "users", "skills", "candidates", "jobs", "applications");

    private static final int VACUUMS = 10;

    private static final String IS_ALL_VISIBLE =
            """
            SELECT count(*) = 0
            FROM pg_class
            WHERE relnamespace = 'public'::regnamespace
              AND relkind = 'r'
              AND relallvisible < relpages
            """;

    private SyntheticRows() {}

    /** Loads, vacuums, analyses, refreshes what is derived. */
    public static void load(DataSource dataSource, DataSet set, Consumer<String> progress) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        new TransactionTemplate(new JdbcTransactionManager(dataSource))
                .executeWithoutResult(_ -> {
                    jdbc.sql("SELECT ops.create_partitions(now() - interval '1 month')")
                            .query()
                            .singleRow();
                    TABLES.forEach(table -> triggers(jdbc, table, "DISABLE"));
                    SqlSection.byTitle(SyntheticRows.class, "rows.sql")
                            .forEach((heading, insert) -> {
                                progress.accept("set " + set + ": " + heading);
                                jdbc.sql(insert).params(set.sizes()).update();
                            });
                    IDENTITIES.forEach(table -> advance(jdbc, table));
                    TABLES.forEach(table -> triggers(jdbc, table, "ENABLE"));
                });
        progress.accept("set " + set + ": vacuum, analyze");
        jdbc.sql("REFRESH MATERIALIZED VIEW active_jobs_summary").update();
        vacuum(jdbc);
    }

    // A vacuum leaves out a page that somebody, such as the checkpointer, holds at that moment.
    private static void vacuum(JdbcClient jdbc) {
        boolean isAllVisible = false;
        for (int round = 0; round < VACUUMS && !isAllVisible; round++) {
            jdbc.sql("VACUUM (ANALYZE)").update();
            isAllVisible = jdbc.sql(IS_ALL_VISIBLE).query(Boolean.class).single();
        }
    }

    private static void triggers(JdbcClient jdbc, String table, String enableOrDisable) {
        jdbc.sql("ALTER TABLE " + table + " " + enableOrDisable + " TRIGGER USER").update();
    }

    private static void advance(JdbcClient jdbc, String table) {
        jdbc.sql(
                        "SELECT setval(pg_get_serial_sequence('%1$s', 'id'), (SELECT max(id) FROM %1$s))"
                                .formatted(table))
                .query()
                .singleRow();
    }
}
