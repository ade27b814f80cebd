package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.run.JobFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** The acceptance checks of J19, J23 and J31. */
class UpkeepIT {

    private MaintainFixture program;

    @BeforeEach
    void open() {
        program = MaintainFixture.open(Map.of("matchmill.jobs.maintain.bloat-size", "512KB"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j19_a_bloated_index_becomes_dense_while_others_write() throws Exception {
        bloat();
        long before = size("uq_skills_canonical_name");
        assertThat(density("uq_skills_canonical_name")).isLessThan(50);
        AtomicInteger written = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> write(written, over));

        program.run("J19");
        over.set(true);
        writer.join();

        assertThat(density("uq_skills_canonical_name")).isGreaterThan(80);
        assertThat(size("uq_skills_canonical_name")).isLessThan(before);
        assertThat(written.get()).isPositive();
        assertThat(program.count("skills WHERE canonical_name LIKE 'while %'"))
                .isEqualTo(written.get());
        assertThat(program.count("pg_index WHERE NOT indisvalid")).isZero();
        assertThat(program.findings()).isEmpty();
        assertThat(program.counted("reindex", "affected", "indexes")).isPositive();

        program.run("J19");

        assertThat(program.counted("reindex", "affected", "indexes")).isZero();
    }

    @Test
    void j19_what_an_interrupted_rebuild_left_is_dropped_and_other_invalid_indexes_are_found() {
        program.execute("CREATE TABLE probe (a int)");
        program.execute("INSERT INTO probe VALUES (1), (1)");
        fail("CREATE UNIQUE INDEX CONCURRENTLY idx_probe_ccnew ON probe (a)");
        fail("CREATE UNIQUE INDEX CONCURRENTLY uq_probe_a ON probe (a)");
        assertThat(program.count("pg_index WHERE NOT indisvalid")).isEqualTo(2);

        program.run("J19");

        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT"
                                                + " indisvalid"))
                .containsExactly("uq_probe_a");
        assertThat(program.findings()).containsExactly("invalid_index public.uq_probe_a");
        assertThat(program.counted("reindex", "affected", "left-over indexes")).isEqualTo(1);
    }

    @Test
    void j23_the_view_equals_the_live_figures_and_readers_are_not_blocked() throws Exception {
        HygieneRows.in(program);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger read = new AtomicInteger();
        Thread reader = Thread.ofPlatform().start(() -> read(read, over));

        program.run("J23");
        over.set(true);
        reader.join();

        assertThat(program.count("active_jobs_summary")).isEqualTo(2);
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT sum(total_applications)::text FROM"
                                                + " active_jobs_summary"))
                .isEqualTo("2");
        assertThat(read.get()).isPositive();
        assertThat(program.count("active_jobs_summary WHERE refreshed_at < now() - interval '1 h'"))
                .isZero();
    }

    @Test
    void j23_a_view_that_was_never_filled_is_filled() {
        HygieneRows.in(program);
        program.execute("REFRESH MATERIALIZED VIEW active_jobs_summary WITH NO DATA");

        program.run("J23");

        assertThat(program.count("active_jobs_summary")).isEqualTo(2);
    }

    @Test
    void j23_without_its_unique_index_the_refresh_fails_and_does_not_try_for_ever() {
        program.execute("DROP INDEX uq_active_jobs_summary_id");

        assertThatThrownBy(() -> program.run("J23")).isInstanceOf(JobFailedException.class);

        assertThat(program.rows().text("SELECT error_message FROM ops.maintenance_runs"))
                .isEqualTo("PSQLException, SQLSTATE 55000");
    }

    @Test
    void j31_every_table_and_every_partitioned_parent_has_young_statistics() {
        HygieneRows.in(program);

        program.run("J31");

        Waiting.until("the statistics arrive", () -> old() == 0);
        assertThat(program.findings("stale_statistics")).isEmpty();
        assertThat(
                        program.count(
                                "pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid WHERE"
                                        + " c.relkind = 'p' AND s.last_analyze IS NOT NULL"))
                .isGreaterThan(5);

        program.run("J31");

        assertThat(program.counted("statisticsRefresh", "noted", "tables")).isLessThan(25);
    }

    private long old() {
        return program.count(
                """
                pg_stat_user_tables s
                JOIN pg_class c ON c.oid = s.relid
                WHERE s.schemaname IN ('public', 'pipeline', 'compliance', 'archive', 'ops')
                  AND c.relkind <> 'm'
                  AND (c.relkind <> 'p'
                       OR EXISTS (SELECT 1 FROM pg_partition_tree(c.oid) WHERE isleaf))
                  AND coalesce(greatest(s.last_analyze, s.last_autoanalyze), '-infinity')
                      < now() - interval '1 day'
                """);
    }

    private void bloat() {
        program.execute(
                """
                INSERT INTO skills (canonical_name, display_name, category)
                SELECT 'skill ' || md5(i::text), 's', 'technical' FROM generate_series(1, 30000) i
                """);
        program.execute("DELETE FROM skills WHERE id % 5 <> 0");
        program.execute("VACUUM skills");
    }

    private double density(String index) {
        return program.jdbc()
                .sql("SELECT avg_leaf_density FROM pgstatindex('" + index + "')")
                .query(Double.class)
                .single();
    }

    private long size(String index) {
        return program.jdbc()
                .sql("SELECT pg_relation_size('" + index + "')")
                .query(Long.class)
                .single();
    }

    private void write(AtomicInteger written, AtomicBoolean over) {
        while (!over.get()) {
            program.execute(
                    "INSERT INTO skills (canonical_name, display_name, category) VALUES ('while "
                            + written.get()
                            + "', 's', 'technical')");
            written.incrementAndGet();
        }
    }

    private void read(AtomicInteger read, AtomicBoolean over) {
        try (Connection connection = program.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '100ms'");
            while (!over.get()) {
                statement.execute("SELECT count(*) FROM active_jobs_summary");
                read.incrementAndGet();
            }
        } catch (SQLException blocked) {
            read.set(-1_000_000);
        }
    }

    private void fail(String sql) {
        assertThatThrownBy(() -> program.execute(sql)).isInstanceOf(DuplicateKeyException.class);
    }
}
