package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.AMERICAN;
import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.SampleRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every table that rules are about, as it lies in the schema. */
class RetainedTablesIT {

    private RetentionDatabase data;

    @BeforeEach
    void open() {
        data = new RetentionDatabase();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void j17_every_table_can_be_read_and_its_rows_go_when_they_are_due() throws SQLException {
        try (Connection connection = data.database.dataSource().getConnection()) {
            SampleRows.insert(connection);
        }
        // What hinders: running, or not at an end yet.
        data.execute("UPDATE jobs SET status = 'closed', closed_at = now() WHERE id = 900001");
        data.execute("DELETE FROM compliance.legal_hold_subjects");
        data.execute("UPDATE messages SET status = 'sent'");
        data.execute("UPDATE ops.maintenance_findings SET resolved_at = now()");
        data.execute(
                """
                UPDATE pipeline.dead_letters
                SET status = 'resolved', resolved_at = now(), next_retry_at = NULL
                """);
        data.execute(
                """
                UPDATE pipeline.runs
                SET status = 'completed', started_at = now(), finished_at = now(),
                    seen_count = 0, stored_count = 0, unchanged_count = 0, duplicate_count = 0,
                    suppressed_count = 0, rejected_count = 0, deferred_count = 0
                """);
        data.execute("UPDATE referral_bonuses SET status = 'cancelled', paid_at = NULL");
        data.today("2060-01-01T00:00:00Z");

        data.apply(data.plan());
        data.apply(data.plan()); // what the first one unblocked
        data.apply(data.plan());

        Map<String, Long> left = new TreeMap<>();
        for (RetainedTable table : RetainedTables.own()) {
            new RetentionScan(data.jdbc, new PolicyRows(data.jdbc).read().rules(), data.now)
                    .pages(
                            table,
                            () -> false,
                            page ->
                                    page.forEach(it ->
                                            left.merge(
                                                    table.name() + " " + it.course(),
                                                    1L,
                                                    Long::sum)));
        }
        assertThat(left).isEmpty();
        assertThat(data.count("messages")).isZero();
        assertThat(data.count("offers")).isZero();
        assertThat(data.count("background_checks")).isZero();
        assertThat(data.count("interview_recordings")).isZero();
        assertThat(data.count("users WHERE anonymized_at IS NULL")).isZero();
        assertThat(data.count("user_sessions")).isZero();
        assertThat(data.count("files WHERE deleted_at IS NOT NULL")).isPositive();
        assertThat(data.count("compliance.verify_ledger()")).isZero();
    }

    @Test
    void the_rows_of_a_person_are_found_by_the_person() {
        data.candidate(1, "2026-11-01");
        data.candidate(2, "2026-11-01");
        data.application(1, GERMAN, "2026-11-01");
        data.application(2, GERMAN, "2026-11-01");
        data.hold("application", 1);
        data.execute("UPDATE applications SET archived_at = now() WHERE id = 1");

        List<Explanation> all = Explanation.of(data.jdbc, 1, data.now);

        assertThat(all)
                .extracting(it -> it.table() + " " + it.row() + " " + it.action())
                .containsExactly(
                        "public.applications 1 anonymise",
                        "public.applications 1 archive",
                        "public.candidates 1 anonymise");
        Explanation application = all.getFirst();
        assertThat(application.kind()).isEqualTo("maximum");
        assertThat(application.source()).startsWith("AGG");
        assertThat(application.started()).hasToString("2026-11-01");
        assertThat(application.due()).hasToString("2027-05-01");
        assertThat(application.holds()).hasSize(1);
        assertThat(application.outcome())
                .isEqualTo("stays until 2027-05-01, then anonymise by J17");
        assertThat(all.get(1).outcome()).endsWith("then archive by J20");
    }

    @Test
    void a_running_application_and_a_check_block_and_are_named() {
        data.candidate(1, "2020-01-01");
        data.execute(
                "UPDATE jobs SET status = 'open', posted_at = now(), closed_at = NULL WHERE id ="
                        + " 2");
        data.application(1, 1, AMERICAN, "pending", "2020-01-01");
        data.candidate(2, "2020-01-01");
        data.application(2, AMERICAN, "2020-01-01");
        data.execute(
                """
                INSERT INTO background_checks
                    (id, application_id, organization_id, candidate_id, status)
                VALUES (1, 2, 2, 2, 'pending')
                """);

        assertThat(Explanation.of(data.jdbc, 1, data.now))
                .extracting(Explanation::outcome)
                .containsExactly(
                        "due, and stays: running application",
                        "due, and stays: running application");
        assertThat(Explanation.of(data.jdbc, 2, data.now))
                .filteredOn(it -> it.action().equals("anonymise"))
                .extracting(Explanation::outcome)
                .containsExactly(
                        "due, and stays: background check", "due, and stays: background check");
        data.apply(data.plan());
        assertThat(data.count("applications WHERE anonymized_at IS NOT NULL")).isZero();
    }

    @Test
    void the_days_are_written_where_they_differ() {
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-11-01");
        DueDays days = new DueDays(data.jdbc, data.transactions::inNew);
        long[] written = {0, 0};

        for (int i = 0; i < 2; i++) {
            int round = i;
            new PlanMaker(data.jdbc, data.json, data.now)
                    .make(
                            data.transactions::inNew,
                            () -> false,
                            page -> written[round] += days.write(page));
        }

        assertThat(written).containsExactly(2, 0);
        assertThat(data.texts("SELECT retention_until::text FROM applications"))
                .containsExactly("2027-05-01");
        assertThat(data.texts("SELECT retention_until::text FROM candidates"))
                .containsExactly("2028-11-01");
    }
}
