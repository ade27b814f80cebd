package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.OpenVisit;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of J05 does, counts and tells. */
class ErasureExecutionIT {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00.000001Z");
    private static final String VECTORS = "embeddings_candidate_m1";

    @TempDir private Path home;

    private ErasureFixture program;
    private ErasureRuns runs;

    @BeforeEach
    void open() {
        program = new ErasureFixture(home);
        runs = new ErasureRuns(program);
    }

    @AfterEach
    void close() {
        runs.close();
        program.close();
    }

    @Test
    void all_that_is_due_is_executed_and_counted() {
        long ada = program.approved(ErasureFixture.PERSON, null, NOW);
        long ben = program.approved(8L, null, NOW);

        Visit visit = runs.run(NOW.plusNanos(999));

        assertThat(visit.tally().affected())
                .containsExactly(
                        Map.entry("requests", 2L),
                        Map.entry("rows", rowsInTheLedger()),
                        Map.entry("objects", 2L));
        assertThat(visit.tally().noted()).isEmpty();
        assertThat(visit.findings()).isEmpty();
        assertThat(OpenVisit.leavesWork(visit)).isFalse();
        assertThat(program.request(ada).completedAt()).isEqualTo(NOW);
        assertThat(program.request(ben).standing()).isEqualTo("completed");
        assertThat(program.verified(ben).certificate().program()).isEqualTo("matchmill of a test");
        assertThat(runs.taken()).isEqualTo(1);
        assertThat(runs.givenBack()).isEqualTo(1);
        assertThat(runs.ownerConnections()).isZero();
    }

    @Test
    void one_request_can_be_executed_alone_and_then_judges_nothing_of_the_others() {
        program.approved(ErasureFixture.PERSON, null, NOW.minusSeconds(1));
        long wanted = program.approved(8L, null, NOW);
        Visit visit = OpenVisit.at(NOW);

        runs.run(OptionalLong.of(wanted), visit);

        assertThat(visit.tally().affected()).containsEntry("requests", 1L);
        assertThat(program.request(wanted).standing()).isEqualTo("completed");
        assertThat(program.found("ada@example.org")).contains("public.candidates");
        assertThat(runs.job(OptionalLong.of(wanted)).judges()).isEmpty();
        assertThat(runs.job(OptionalLong.empty()).judges())
                .containsExactly(FindingKind.ERASURE_INCOMPLETE);
    }

    @Test
    void it_is_the_daily_job_of_its_name() {
        assertThat(runs.job(OptionalLong.empty()).duty())
                .satisfies(duty -> assertThat(duty.name()).isEqualTo("erasureExecution"))
                .satisfies(duty -> assertThat(duty.frequency()).isEqualTo(JobFrequency.DAILY));
    }

    @Test
    void without_anything_due_the_pipeline_goes_on_undisturbed() {
        Visit visit = runs.run(NOW);

        assertThat(runs.taken()).isZero();
        assertThat(visit.tally().affected()).containsExactly(Map.entry("requests", 0L));
    }

    @Test
    void while_documents_are_taken_in_nobody_is_erased_and_the_next_run_goes_on() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        runs.read();

        Visit visit = runs.run(NOW);

        assertThat(visit.tally().noted())
                .containsOnlyKeys("postponed: erasures, for documents are being taken in");
        assertThat(OpenVisit.leavesWork(visit)).isTrue();
        assertThat(program.request(id).standing()).isEqualTo("approved");
        assertThat(program.found("ada@example.org")).contains("public.candidates");
    }

    @Test
    void whoever_asks_it_to_stop_is_heard_before_the_next_person() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        StopRequest stop = new StopRequest();
        stop.stop();
        Visit visit = OpenVisit.at(NOW, stop);

        runs.run(OptionalLong.empty(), visit);

        assertThat(OpenVisit.leavesWork(visit)).isTrue();
        assertThat(program.request(id).standing()).isEqualTo("approved");
    }

    @Test
    void vectors_leave_the_graph_of_their_index() {
        PersonRows.vector(program.owner(), ErasureFixture.PERSON);
        long id = program.approved(ErasureFixture.PERSON, null, NOW);

        runs.run(NOW);

        assertThat(program.request(id).standing()).isEqualTo("completed");
        assertThat(
                        program.texts(
                                "SELECT vacuum_count::text FROM pg_stat_user_tables WHERE relname ="
                                        + " '"
                                        + VECTORS
                                        + "'"))
                .containsExactly("1");
        assertThat(runs.ownerConnections()).isEqualTo(1);
    }

    @Test
    void a_plan_names_what_is_due_and_changes_nothing() throws SQLException {
        long approved = program.approved(ErasureFixture.PERSON, null, NOW);
        long begun = program.approved(8L, null, NOW.minusSeconds(1));
        new Erasures(program.parts()).begin(begun, NOW);
        Visit visit = OpenVisit.at(NOW);

        runs.job(OptionalLong.empty()).plan(visit);

        assertThat(visit.tally().affected()).containsExactly(Map.entry("requests", 2L));
        assertThat(visit.tally().noted())
                .containsExactly(
                        Map.entry("request " + begun, "INCOMPLETE"),
                        Map.entry("request " + approved, "approved"));
        assertThat(program.request(approved).standing()).isEqualTo("approved");
        assertThat(runs.taken()).isZero();
    }

    private long rowsInTheLedger() {
        return program.owner()
                .sql(
                        "SELECT sum(rows_affected) FROM compliance.erasure_ledger WHERE store <>"
                                + " 'object_storage'")
                .query(Long.class)
                .single();
    }
}
