package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what a person is looked for after the rows are gone. */
class StoredMarkersIT {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00.000001Z");

    @TempDir private Path home;

    private ErasureFixture program;

    @BeforeEach
    void open() {
        program = new ErasureFixture(home);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void a_number_that_somebody_else_has_as_well_stays_theirs() {
        program.sql("UPDATE candidates SET phone = '+49 (30) 55-507' WHERE id = 8");
        long id = program.approved(ErasureFixture.PERSON, null, NOW);

        assertThat(program.execute(id, NOW)).isInstanceOf(Progress.Completed.class);

        assertThat(program.texts("SELECT phone FROM candidates WHERE id = 8"))
                .containsExactly("+49 (30) 55-507");
    }

    @Test
    void a_number_of_the_persons_own_is_found_wherever_else_it_stands() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        new Erasures(program.parts()).begin(id, NOW);
        program.sql("UPDATE candidates SET current_title = 'call 0049 (30) 555-07' WHERE id = 8");

        assertThat(program.finish(id, NOW))
                .isInstanceOfSatisfying(
                        Progress.Incomplete.class,
                        it -> assertThat(it.left()).contains("public.candidates.current_title"));
    }

    @Test
    void what_can_not_be_read_any_more_is_never_taken_for_nothing() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        new Erasures(program.parts()).begin(id, NOW);
        program.sql(
                "UPDATE compliance.data_subject_requests SET markers_enc = set_byte(markers_enc,"
                        + " length(markers_enc) - 1, 255 - get_byte(markers_enc,"
                        + " length(markers_enc) - 1))");

        assertThat(program.finish(id, NOW))
                .isEqualTo(
                        new Progress.Incomplete(
                                List.of("what to scan for can't be read any more")));
        assertThat(program.request(id).standing()).isEqualTo("INCOMPLETE");
    }
}
