package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.jobs.retain.PersonEnding.Ended;
import dev.matchmill.jobs.retain.RetainedTable.Ending;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Persons, applications and logins are ended over the inventory of an erasure on request. */
class PersonErasureIT {

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

    /** Ends every person in one way. */
    private record Always(Ended ended) implements PersonEnding {

        @Override
        public Ended end(Ending kind, long id, Instant now) {
            return ended;
        }

        @Override
        public void clear(List<Ended> ended, Instant now) {}
    }

    @Test
    void a_person_is_ended_with_their_original_and_the_ledger_knows_them_by_fingerprint_only() {
        jobs.person(1, GERMAN, "2023-01-01");
        Path original = jobs.original(1);

        jobs.run(jobs.retention().evaluation());

        assertThat(original).doesNotExist();
        assertThat(data.texts("SELECT storage_key FROM files WHERE purged_at IS NOT NULL"))
                .containsExactly("erased/1");
        assertThat(data.count("candidates WHERE email LIKE 'c1@%' OR full_name = 'C'")).isZero();
        assertThat(
                        data.texts(
                                """
                                SELECT table_name || ' ' || coalesce(encode(subject_fingerprint, 'hex'), '-')
                                FROM compliance.erasure_ledger
                                ORDER BY 1
                                """))
                .containsExactly(
                        "applications -",
                        "candidates "
                                + HexFormat.of()
                                        .formatHex(
                                                SubjectFingerprint.of(home)
                                                        .fingerprint("c1@example.org")));
    }

    @Test
    void an_original_that_refuses_to_go_is_left_to_the_weekly_sweep() throws IOException {
        jobs.person(1, GERMAN, "2023-01-01");
        Path original = jobs.original(1);
        Files.delete(original);
        Files.createDirectories(original.resolve("inside"));

        Visit visit = jobs.run(jobs.retention().evaluation());

        assertThat(visit.tally().affected()).containsEntry("public.candidates", 1L);
        assertThat(
                        data.texts(
                                "SELECT storage_key FROM files WHERE deleted_at IS NOT NULL AND"
                                        + " purged_at IS NULL"))
                .containsExactly("aa/1");
    }

    @Test
    void a_login_is_ended_alone() {
        data.execute(
                "INSERT INTO users (id, email, full_name, role) VALUES (70, 'u@example.org', 'U',"
                        + " 'candidate')");

        Ended ended = end(Ending.ACCOUNT, 70);

        assertThat(ended).isEqualTo(new Ended(false, 1, 0, Optional.empty(), List.of(), Set.of()));
        assertThat(data.texts("SELECT email FROM users WHERE anonymized_at IS NOT NULL"))
                .containsExactly("anonymised-70@example.invalid");
    }

    @Test
    void an_application_is_ended_without_its_person() {
        jobs.person(1, GERMAN, "2023-01-01");

        Ended ended = end(Ending.APPLICATION, 1);

        assertThat(ended.fingerprint()).isEmpty();
        assertThat(ended.isHeld()).isFalse();
        assertThat(ended.rows()).isEqualTo(1);
        assertThat(data.texts("SELECT email FROM candidates")).containsExactly("c1@example.org");
        assertThat(data.count("applications WHERE anonymized_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void whoever_is_held_stays() {
        jobs.person(1, GERMAN, "2023-01-01");
        data.hold("candidate", 1);

        assertThat(end(Ending.PERSON, 1)).isEqualTo(Ended.held());
        assertThat(data.count("candidates WHERE anonymized_at IS NOT NULL")).isZero();
    }

    @Test
    void rows_are_no_person() {
        assertThatIllegalArgumentException().isThrownBy(() -> end(Ending.ROWS, 1));
    }

    @Test
    void a_hold_that_comes_in_between_is_booked_as_such() {
        jobs.person(1, GERMAN, "2023-01-01");
        Retention held =
                new Retention(
                        jobs.parts(), RetentionDatabase.SETTINGS, _ -> new Always(Ended.held()));

        Visit visit = jobs.run(held.evaluation());

        assertThat(visit.tally().affected()).isEmpty();
        assertThat(visit.tally().held())
                .containsOnly(
                        Map.entry("public.applications", 1L), Map.entry("public.candidates", 1L));
        assertThat(data.texts("SELECT DISTINCT blocked_by FROM compliance.retention_plan_items"))
                .containsExactly("legal hold");
        assertThat(data.count("compliance.erasure_ledger")).isZero();
    }

    @Test
    void rows_that_are_still_there_after_their_erasure_undo_it() {
        jobs.person(1, GERMAN, "2023-01-01");
        Retention unfinished =
                new Retention(
                        jobs.parts(),
                        RetentionDatabase.SETTINGS,
                        _ ->
                                new Always(
                                        new Ended(
                                                false,
                                                3,
                                                2,
                                                Optional.empty(),
                                                List.of(),
                                                Set.of())));

        assertThatIllegalStateException()
                .isThrownBy(() -> jobs.run(unfinished.evaluation()))
                .withMessage("2 rows of public.applications 1 are still there after their erasure");
        assertThat(data.count("compliance.erasure_ledger")).isZero();
        assertThat(data.count("compliance.retention_plan_items WHERE state = 'open'")).isEqualTo(2);
    }

    @Test
    void rows_that_refuse_to_be_deleted_undo_their_piece() {
        data.messages(GERMAN, 1, 2, "2023-01-01");
        data.execute(
                """
                CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN RETURN CASE WHEN OLD.id = 1 THEN NULL ELSE OLD END; END'
                """);
        data.execute(
                "CREATE TRIGGER stay BEFORE DELETE ON messages FOR EACH ROW EXECUTE FUNCTION"
                        + " stay()");

        assertThatIllegalStateException()
                .isThrownBy(() -> jobs.run(jobs.retention().evaluation()))
                .withMessage("1 rows of public.messages are still there after their deletion");
        assertThat(data.count("messages")).isEqualTo(2);
    }

    private Ended end(Ending kind, long id) {
        PersonErasure persons = new PersonErasure(jobs.parts().privacy().get(), jobs.parts());
        return jobs.parts().privacy().get().writes().inNew(() -> persons.end(kind, id, data.now));
    }
}
