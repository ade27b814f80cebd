package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of J05 tells of whom it could not erase, or not wholly. */
class ErasureFindingsIT {

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
    void a_name_that_may_be_somebody_elses_is_told_and_keeps_nobody_waiting() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        program.sql("UPDATE candidates SET current_title = 'Aide to Ada Fenwick' WHERE id = 8");

        Visit visit = runs.run(NOW);

        assertThat(visit.tally().noted())
                .containsExactly(
                        Map.entry(
                                "request " + id + ", a name or somebody else's rows",
                                List.of("public.candidates.current_title")));
        assertThat(visit.tally().affected()).containsEntry("requests", 1L);
    }

    @Test
    void whom_a_hold_covers_is_counted_as_held() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        PersonRows.hold(program.owner(), ErasureFixture.PERSON);

        Visit visit = runs.run(NOW);

        assertThat(visit.tally().held()).containsExactly(Map.entry("requests", 1L));
        assertThat(visit.tally().noted())
                .containsExactly(
                        Map.entry(
                                "request " + id + ", held",
                                List.of("application 7", "candidate 7")));
        assertThat(visit.tally().affected()).containsExactly(Map.entry("requests", 0L));
        assertThat(visit.findings()).isEmpty();
    }

    @Test
    void a_request_that_is_rejected_meanwhile_is_let_be() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        runs.meanwhile(() ->
                new Requests(program.jdbc())
                        .decide(program.request(id), RequestStep.REJECT, null, "an error", NOW));

        Visit visit = runs.run(NOW);

        assertThat(visit.tally().noted())
                .containsExactly(Map.entry("request " + id, "closed meanwhile"));
        assertThat(program.found("ada@example.org")).contains("public.candidates");
    }

    @Test
    void vectors_that_somebody_holds_leave_it_incomplete_until_the_next_run() throws SQLException {
        PersonRows.vector(program.owner(), ErasureFixture.PERSON);
        long id = program.approved(ErasureFixture.PERSON, null, NOW);

        Visit first;
        try (Connection other = program.ownerSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + VECTORS + " IN SHARE UPDATE EXCLUSIVE MODE");
            first = runs.run(NOW);
            other.rollback();
        }

        List<String> left = List.of("vector_index " + VECTORS);
        assertThat(first.tally().noted())
                .containsExactly(Map.entry("request " + id + ", INCOMPLETE", left));
        assertThat(first.tally().affected()).containsExactly(Map.entry("requests", 0L));
        assertThat(first.findings())
                .containsExactly(
                        Finding.critical(
                                        FindingKind.ERASURE_INCOMPLETE,
                                        "request " + id,
                                        1,
                                        0,
                                        "See ./matchmill erase show "
                                                + id
                                                + ": mend what refuses, then ./matchmill erase"
                                                + " run.")
                                .with(Map.of("left", left)));
        Visit second = runs.run(NOW.plusSeconds(60));
        assertThat(second.tally().affected()).containsEntry("requests", 1L);
        assertThat(second.findings()).isEmpty();
        assertThat(program.request(id).startedAt()).isEqualTo(NOW);
    }

    @Test
    void what_waits_longer_than_the_law_allows_is_told_whatever_keeps_it() {
        long held = program.approved(ErasureFixture.PERSON, null, NOW.minus(Duration.ofDays(33)));
        program.approved(8L, null, NOW.minus(Duration.ofDays(29)));
        PersonRows.hold(program.owner(), ErasureFixture.PERSON);
        runs.read();

        assertThat(runs.run(NOW).findings())
                .containsExactly(
                        Finding.warning(
                                FindingKind.ERASURE_INCOMPLETE,
                                "request " + held + " is overdue",
                                3,
                                0,
                                "It is approved: answer the person; see ./matchmill erase show "
                                        + held
                                        + "."));
    }

    @Test
    void what_is_incomplete_is_not_told_twice() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW.minus(Duration.ofDays(33)));
        new Erasures(program.parts()).begin(id, NOW);
        runs.read();

        assertThat(runs.run(NOW).findings()).isEmpty();
    }
}
