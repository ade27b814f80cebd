package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between the rows and the proof. */
class FinishErasureIT {

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
    void an_original_that_came_again_with_a_new_application_stays() {
        long id = begun();
        program.person(9, "ada.new@example.org", "Ada Second", "second.pdf");
        program.sql(
                "UPDATE files SET deleted_at = NULL, candidate_id = 9, original_name = 'second.pdf'"
                        + " WHERE id = 7");
        letIn(9);

        assertThat(program.finish(id, NOW)).isInstanceOf(Progress.Completed.class);

        assertThat(program.original(ErasureFixture.PERSON)).exists();
        assertThat(program.texts("SELECT storage_key FROM files WHERE id = 7"))
                .containsExactly("aa/7");
    }

    @Test
    void an_original_goes_and_its_row_forgets_where_it_lay() {
        program.finish(begun(), NOW);

        assertThat(program.original(ErasureFixture.PERSON)).doesNotExist();
        assertThat(
                        program.texts(
                                "SELECT storage_key || ' ' || original_name || ' ' || (purged_at ="
                                        + " '2026-06-01 02:00:00.000001Z') FROM files WHERE id ="
                                        + " 7"))
                .containsExactly("erased/7 [erased] true");
    }

    @Test
    void tables_of_vectors_are_vacuumed_before_anything_is_certified() {
        PersonRows.vector(program.owner(), ErasureFixture.PERSON);

        assertThat(program.finish(begun(), NOW)).isInstanceOf(Progress.Completed.class);

        assertThat(program.vacuumed()).containsExactly("embeddings_candidate_m1");
        assertThat(steps("vector_index")).containsExactly("embeddings_candidate_m1 done");
    }

    @Test
    void nobody_is_asked_to_vacuum_nothing() {
        long id = begun();

        Progress done =
                finish(
                        program.parts(),
                        leaves -> {
                            throw new SQLException("vacuums " + leaves);
                        },
                        id);

        assertThat(done).isInstanceOf(Progress.Completed.class);
    }

    @Test
    void of_two_tables_of_vectors_the_one_that_is_held_is_left() {
        PersonRows.vector(program.owner(), ErasureFixture.PERSON);
        long id = begun();
        new ErasureTasks(program.jdbc()).addLeaf(id, "embeddings_resume_m1", NOW);

        Progress first =
                finish(program.parts(), _ -> new TreeSet<>(List.of("embeddings_resume_m1")), id);

        assertThat(first)
                .isEqualTo(new Progress.Incomplete(List.of("vector_index embeddings_resume_m1")));
        assertThat(steps("vector_index"))
                .containsExactly(
                        "embeddings_candidate_m1 done",
                        "embeddings_resume_m1 failed: somebody held the table");
        assertThat(program.finish(id, NOW)).isInstanceOf(Progress.Completed.class);
        assertThat(program.vacuumed()).containsExactly("embeddings_resume_m1");
    }

    @Test
    void whoever_applied_again_meanwhile_is_known_again_and_keeps_nobody_waiting() {
        long id = begun();
        program.person(9, ErasureFixture.ADDRESS, "Ada Fenwick", "again.pdf");
        letIn(9);

        assertThat(program.finish(id, NOW))
                .isInstanceOfSatisfying(
                        Progress.Completed.class,
                        done -> assertThat(done.names()).contains("public.candidates.email"));
        assertThat(program.found("ada@example.org")).contains("public.candidates");
    }

    @Test
    void two_that_finish_at_once_certify_it_once() {
        long id = begun();
        program.sql("UPDATE candidates SET current_title = 'Ask ADA@example.org' WHERE id = 8");
        program.finish(id, NOW);
        program.sql("UPDATE candidates SET current_title = NULL WHERE id = 8");
        Erasures.Parts parts = program.parts();
        Commit late =
                new Commit() {
                    @Override
                    public <T> T inNew(Supplier<T> work) {
                        assertThat(program.finish(id, NOW)).isInstanceOf(Progress.Completed.class);
                        return parts.commit().inNew(work);
                    }
                };

        Progress second =
                finish(
                        new Erasures.Parts(
                                late,
                                parts.jdbc(),
                                parts.inventory(),
                                parts.fingerprint(),
                                parts.objects(),
                                parts.cipher(),
                                parts.issuer()),
                        _ -> new TreeSet<>(),
                        id);

        assertThat(second).isEqualTo(new Progress.Gone());
        assertThat(program.count("compliance.erasure_certificates")).isEqualTo(1);
        assertThat(program.count("compliance.erasure_ledger WHERE store = 'object_storage'"))
                .isEqualTo(1);
    }

    @Test
    void what_the_archive_lost_is_told_as_such() {
        long id = begun();
        program.finish(id, NOW);

        assertThat(program.verified(id).certificate().entries())
                .allSatisfy(entry ->
                        assertThat(entry.store())
                                .isEqualTo(
                                        switch (entry.schema()) {
                                            case "archive" -> "archive";
                                            case "" -> "object_storage";
                                            default -> "database";
                                        }))
                .extracting(LedgerEntry::store)
                .contains("archive", "database", "object_storage");
    }

    // As the intake of that application does it.
    private void letIn(long application) {
        program.sql(
                "UPDATE compliance.ingestion_suppressions SET lifted_at = now(),"
                        + " lifted_by_application_id = "
                        + application);
    }

    private long begun() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        assertThat(new Erasures(program.parts()).begin(id, NOW))
                .isInstanceOf(Erasures.Begun.Yes.class);
        return id;
    }

    private static Progress finish(Erasures.Parts parts, FinishErasure.Vacuum vacuum, long id) {
        try {
            return new FinishErasure(parts, vacuum).finish(id, NOW);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }

    private List<String> steps(String store) {
        return program.texts(
                "SELECT table_name || ' ' || status || coalesce(': ' || error_message, '') FROM"
                        + " compliance.erasure_tasks WHERE store = '"
                        + store
                        + "' ORDER BY table_name");
    }
}
