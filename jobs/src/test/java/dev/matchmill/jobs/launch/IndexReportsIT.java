package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance checks of J12, J13 and J21. */
class IndexReportsIT {

    private MaintainFixture program;

    @BeforeEach
    void open() {
        program =
                MaintainFixture.open(
                        Map.of(
                                "matchmill.jobs.maintain.growth-size", "1MB",
                                "matchmill.jobs.maintain.connection-share", "0.3",
                                "matchmill.jobs.maintain.idle-in-transaction", "1s"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j12_each_index_has_one_row_and_it_equals_the_catalogue() {
        program.run("J12");

        assertThat(program.count("ops.index_snapshots"))
                .isEqualTo(program.count("pg_stat_user_indexes"));
        assertThat(
                        program.count(
                                """
                                ops.index_snapshots n
                                JOIN pg_stat_user_indexes s
                                  ON s.schemaname = n.schema_name AND s.indexrelname = n.index_name
                                WHERE n.idx_scan > s.idx_scan
                                """))
                .isZero();
    }

    @Test
    void j13_an_unused_index_is_reported_after_four_snapshots_and_others_never() {
        program.execute("CREATE INDEX idx_probe_unused ON messages (subject)");
        program.execute("CREATE UNIQUE INDEX uq_probe ON messages (subject, id)");
        program.execute("CREATE INDEX idx_probe_fk ON messages (sender_user_id, subject)");
        for (int week = 1; week <= 3; week++) {
            snapshot();
            program.run("J13");
        }
        assertThat(program.findings("unused_index")).isEmpty();

        snapshot();
        program.run("J13");

        assertThat(program.findings("unused_index"))
                .contains("unused_index public.idx_probe_unused")
                .noneMatch(it -> it.contains("uq_") || it.contains("_pkey"))
                .noneMatch(it -> it.contains("idx_probe_fk"));
    }

    @Test
    void j13_after_a_reset_of_the_statistics_the_period_starts_again() {
        program.execute("CREATE INDEX idx_probe_unused ON messages (subject)");
        for (int week = 1; week <= 4; week++) {
            snapshot();
        }
        program.run("J13");
        assertThat(program.findings("unused_index")).isNotEmpty();

        // As pg_stat_reset() leaves it, which is a superuser's: older snapshots know another reset.
        program.execute(
                "UPDATE ops.index_snapshots SET stats_reset = '2020-01-01' WHERE captured_at <"
                        + " (SELECT max(captured_at) FROM ops.index_snapshots)");
        program.run("J13");

        assertThat(program.findings("unused_index")).isEmpty();
    }

    @Test
    void j21_planted_faults_are_found_and_nothing_else_on_a_fresh_schema() {
        program.run("J21");
        assertThat(program.findings()).isEmpty();
        program.execute("CREATE INDEX idx_probe_twice ON messages (organization_id)");
        program.execute("CREATE INDEX idx_probe_again ON messages (organization_id)");
        program.execute("ALTER TABLE messages ADD COLUMN probe_id bigint REFERENCES users");
        program.execute(
                """
                INSERT INTO skills (canonical_name, display_name, category)
                SELECT 'skill ' || i, 's', 'technical' FROM generate_series(1, 20000) i
                """);
        program.execute("ANALYZE skills");
        for (int i = 0; i < 12; i++) {
            program.rows().texts("SELECT count(*)::text FROM skills WHERE canonical_name ~ 'x$'");
        }
        Waiting.until(
                "the statistics arrive",
                () ->
                        program.count(
                                        "pg_stat_user_tables WHERE relname = 'skills' AND seq_scan"
                                                + " >= 12")
                                > 0);

        program.run("J21");

        assertThat(program.findings())
                .contains("sequential_scans public.skills")
                .anyMatch(it -> it.startsWith("missing_fk_index messages."))
                .anyMatch(it -> it.startsWith("duplicate_index public.idx_probe_"));
        assertThat(program.findings())
                .allMatch(it ->
                        it.contains("skills")
                                || it.contains("messages")
                                || it.contains("idx_probe"));
    }

    private void snapshot() {
        program.run("J12");
        program.clock().advance(Duration.ofDays(7));
    }
}
