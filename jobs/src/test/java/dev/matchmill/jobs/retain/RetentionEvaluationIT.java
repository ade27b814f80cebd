package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static dev.matchmill.jobs.retain.RetentionJobs.VECTORS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.OpenVisit;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.jobs.run.StopRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of J17 ends, counts and tells. */
class RetentionEvaluationIT {

    @TempDir private Path home;

    private RetentionJobs jobs;
    private RetentionDatabase data;

    @BeforeEach
    void open() {
        jobs = new RetentionJobs(home);
        data = jobs.data;
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void j17_what_is_due_is_ended_and_counted_and_what_is_held_is_counted_too() {
        jobs.person(1, GERMAN, "2023-01-01");
        jobs.person(2, GERMAN, "2023-01-01");
        jobs.person(3, GERMAN, "2026-11-01");
        data.messages(GERMAN, 1, 3, "2023-01-01");
        data.hold("candidate", 2);

        Visit visit = jobs.run(jobs.retention().evaluation());

        assertThat(visit.tally().affected())
                .containsExactly(
                        Map.entry("public.messages", 3L),
                        Map.entry("public.applications", 1L),
                        Map.entry("public.candidates", 1L));
        assertThat(visit.tally().held())
                .containsOnly(
                        Map.entry("public.applications", 1L), Map.entry("public.candidates", 1L));
        assertThat(visit.tally().noted())
                .containsEntry("days written", 9L)
                .containsEntry("plan", onlyPlan())
                .containsEntry(
                        "rules to be confirmed with counsel",
                        new PolicyRows(data.jdbc).read().policies().size())
                .doesNotContainKeys(
                        "tables of vectors vacuumed",
                        "tables of vectors not vacuumed",
                        "tenants over the cap");
        assertThat(visit.findings()).isEmpty();
        assertThat(data.texts("SELECT id::text FROM candidates WHERE is_anonymized"))
                .containsExactly("1");
        assertThat(data.stored(onlyPlan()).appliedAt()).contains(data.now);
    }

    @Test
    void what_counsel_confirmed_is_not_asked_again() {
        data.execute("UPDATE compliance.retention_policies SET confirmed_at = now()");

        Visit visit = jobs.run(jobs.retention().evaluation());

        assertThat(visit.tally().noted()).doesNotContainKey("rules to be confirmed with counsel");
    }

    @Test
    void vectors_of_the_ended_leave_the_graph_of_their_index() {
        jobs.person(1, GERMAN, "2023-01-01");
        jobs.vector(1);

        Visit visit = jobs.run(jobs.retention().evaluation());

        assertThat(visit.tally().noted())
                .containsEntry("tables of vectors vacuumed", 1)
                .doesNotContainKey("tables of vectors not vacuumed");
        assertThat(
                        data.texts(
                                "SELECT vacuum_count::text FROM pg_stat_user_tables WHERE relname"
                                        + " = '"
                                        + VECTORS
                                        + "'"))
                .containsExactly("1");
    }

    @Test
    void vectors_that_somebody_holds_are_named_and_keep_nobody_waiting() throws SQLException {
        jobs.person(1, GERMAN, "2023-01-01");
        jobs.vector(1);

        Visit visit;
        try (Connection other = data.database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + VECTORS + " IN SHARE UPDATE EXCLUSIVE MODE");
            visit = jobs.run(jobs.retention().evaluation());
            other.rollback();
        }

        assertThat(visit.tally().noted())
                .containsEntry("tables of vectors vacuumed", 0)
                .hasEntrySatisfying(
                        "tables of vectors not vacuumed",
                        left -> assertThat(left).hasToString("[" + VECTORS + "]"));
        assertThat(data.count("candidates WHERE is_anonymized")).isEqualTo(1);
    }

    @Test
    void a_run_that_is_stopped_ends_nothing_and_leaves_an_incomplete_plan() {
        jobs.person(1, GERMAN, "2023-01-01");
        StopRequest stop = new StopRequest();
        stop.stop();
        Visit visit = OpenVisit.at(data.now, stop);

        jobs.run(jobs.retention().evaluation(), visit);

        assertThat(visit.tally().noted()).containsOnlyKeys("days written", "plan");
        assertThat(data.stored(onlyPlan()).madeAt()).isEmpty();
        assertThat(OpenVisit.leavesWork(visit)).isTrue();
        assertThat(data.count("candidates WHERE is_anonymized")).isZero();
    }

    @Test
    void j17_a_plan_counts_what_this_job_would_do_and_changes_nothing() throws SQLException {
        data.rule("m DE 12M status", "application", "anonymise");
        jobs.person(1, GERMAN, "2023-01-01");
        jobs.person(2, GERMAN, "2023-01-01");
        data.candidate(3, "2026-11-01");
        data.application(3, GERMAN, "2026-03-01"); // to be restricted
        data.candidate(4, "2026-11-01");
        data.application(4, GERMAN, "2026-11-01");
        data.execute(
                "UPDATE applications SET restricted_at = now(), restriction_reason ="
                        + " 'retention_clash' WHERE id = 4"); // to be released
        data.hold("candidate", 2);
        Visit visit = OpenVisit.at(data.now);

        jobs.retention().evaluation().plan(visit);

        assertThat(visit.tally().affected())
                .containsEntry("public.applications", 3L)
                .containsEntry("public.candidates", 1L)
                .doesNotContainKey("public.jobs");
        assertThat(visit.tally().held())
                .containsEntry("public.applications", 1L)
                .containsEntry("public.candidates", 1L);
        assertThat(visit.tally().noted()).containsOnlyKeys("rules to be confirmed with counsel");
        assertThat(data.count("compliance.retention_plans")).isZero();
        assertThat(data.count("candidates WHERE is_anonymized OR retention_until IS NOT NULL"))
                .isZero();
    }

    @Test
    void rules_that_are_not_in_force_are_not_to_be_confirmed() {
        OffsetDateTime now = data.now.atOffset(ZoneOffset.UTC);
        PolicyRows rows = new PolicyRows(data.jdbc);
        List<RetentionPolicy> all = rows.read().policies();
        rows.confirm(all.stream().skip(2).map(RetentionPolicy::id).toList(), now);
        data.execute(
                "UPDATE compliance.retention_policies SET effective_to = '2026-11-01' WHERE id = "
                        + all.getFirst().id());

        Visit visit = jobs.run(jobs.retention().evaluation());

        assertThat(visit.tally().noted()).containsEntry("rules to be confirmed with counsel", 1);
    }

    private long onlyPlan() {
        return data.jdbc
                .sql("SELECT id FROM compliance.retention_plans")
                .query(Long.class)
                .single();
    }
}
