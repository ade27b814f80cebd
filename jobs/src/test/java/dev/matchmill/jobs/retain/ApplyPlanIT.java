package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.recurring.OpenVisit;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.PreconditionException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that somebody has looked at is applied by hand. */
class ApplyPlanIT {

    private static final RetainSettings FLOOR_OF_FOUR =
            new RetainSettings(0.1, 4, Duration.ofDays(3), 500, 20);

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
    void it_ends_the_rows_of_the_plan_and_counts_them() {
        jobs.person(1, GERMAN, "2023-01-01");
        jobs.person(2, GERMAN, "2023-01-01");
        jobs.vector(1);
        data.hold("candidate", 2);
        long plan = data.plan();
        jobs.person(3, GERMAN, "2023-01-01");

        Visit visit = jobs.run(jobs.retention().apply(plan, 0.1));

        assertThat(visit.tally().affected())
                .containsExactly(
                        Map.entry("public.applications", 1L), Map.entry("public.candidates", 1L));
        assertThat(visit.tally().held())
                .containsOnly(
                        Map.entry("public.applications", 1L), Map.entry("public.candidates", 1L));
        assertThat(visit.tally().noted())
                .containsExactly(
                        Map.entry("plan", plan), Map.entry("tables of vectors vacuumed", 1));
        assertThat(Retention.states(data.jdbc, data.json, plan))
                .isEqualTo(Map.of("done", 2L, "held", 2L));
    }

    @Test
    void a_settled_plan_has_nothing_left() {
        data.message(1, GERMAN, "2023-01-01");
        long plan = data.plan();
        data.apply(plan);

        Visit visit = jobs.run(jobs.retention().apply(plan, 0.1));

        assertThat(visit.tally().noted()).containsExactly(Map.entry("nothing left of plan", plan));
        assertThat(visit.tally().affected()).isEmpty();
    }

    @Test
    void over_the_cap_it_is_refused_until_somebody_allows_more() {
        data.messages(GERMAN, 1, 5, "2023-01-01");
        long plan = data.plan();
        Retention retention = jobs.retention(FLOOR_OF_FOUR);

        assertThatThrownBy(() -> retention.apply(plan, 0.5).run(OpenVisit.at(data.now)))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("organization 1 would lose 5 of 5 rows");
        assertThat(data.count("messages")).isEqualTo(5);
        assertThat(retention.admission(plan, 0.5, data.now)).isInstanceOf(Admission.OverCap.class);
        assertThat(retention.admission(plan, 1, data.now)).isEqualTo(new Admission.Admitted());

        jobs.run(retention.apply(plan, 1));
        assertThat(data.count("messages")).isZero();
    }

    @Test
    void a_stale_plan_is_refused() {
        data.message(1, GERMAN, "2023-01-01");
        long plan = data.plan();
        data.today("2026-11-19T10:00:00Z");

        assertThatThrownBy(() -> jobs.run(jobs.retention().apply(plan, 1)))
                .isInstanceOf(PreconditionException.class);
        assertThat(data.count("messages")).isEqualTo(1);
    }

    @Test
    void a_plan_that_is_not_there_is_said_to_be_none() {
        assertThatThrownBy(() -> Retention.plan(data.jdbc, data.json, 4711))
                .isInstanceOf(PreconditionException.class)
                .hasMessage("there is no plan 4711");
        long plan = data.plan();
        assertThat(Retention.plan(data.jdbc, data.json, plan).id()).isEqualTo(plan);
    }

    @Test
    void what_it_would_do_is_its_plan_and_it_never_runs_beside_the_monthly_job()
            throws SQLException {
        long plan = data.plan();
        Visit visit = OpenVisit.at(data.now);

        jobs.retention().apply(plan, 0.1).plan(visit);

        assertThat(visit.tally().noted()).containsExactly(Map.entry("plan", plan));
        assertThat(jobs.retention().apply(plan, 0.1).duty())
                .isEqualTo(jobs.retention().evaluation().duty())
                .isEqualTo(RetentionEvaluation.DUTY);
    }
}
