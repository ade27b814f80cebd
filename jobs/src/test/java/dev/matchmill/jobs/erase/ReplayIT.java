package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy is a second database with the same persons: what a backup from before would hold. */
class ReplayIT {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00.000001Z");

    @TempDir private Path home;

    private ErasureFixture live;
    private ErasureFixture copy;
    private ErasureReplay replay;

    @BeforeEach
    void open() {
        live = new ErasureFixture(home);
        copy = new ErasureFixture(home);
        replay = new ErasureReplay(live.fingerprint);
    }

    @AfterEach
    void close() {
        live.close();
        copy.close();
    }

    @Test
    void j05_a_restored_copy_loses_whom_the_live_database_has_erased_and_can_prove_it() {
        long id = live.approved(null, ErasureFixture.ADDRESS, NOW);
        live.execute(id, NOW);
        assertThat(copy.found("ada@example.org")).isNotEmpty();

        assertThat(replay.replay(live.ownerSource(), copy.ownerSource())).isEqualTo(1);

        assertThat(copy.found("ada@example.org")).isEmpty();
        assertThat(copy.found("fenwick")).isEmpty();
        assertThat(copy.found("ben@example.org")).contains("public.candidates");
        assertThat(copy.texts("SELECT 'x' FROM compliance.verify_ledger()")).isEmpty();
        assertThat(ledger(copy)).isEqualTo(ledger(live)).isNotEmpty();
        assertThat(copy.count("compliance.ingestion_suppressions"))
                .isEqualTo(live.count("compliance.ingestion_suppressions"));
        assertThat(new CertificateSet(Optional.empty()).faultsOf(copy.jdbc(), Map.of())).isEmpty();
        assertThat(copy.request(id).standing()).isEqualTo("completed");
    }

    @Test
    void twice_changes_nothing_and_both_ledgers_go_on() {
        live.execute(live.approved(ErasureFixture.PERSON, null, NOW), NOW);
        replay.replay(live.ownerSource(), copy.ownerSource());

        assertThat(replay.replay(live.ownerSource(), copy.ownerSource())).isZero();

        long next = copy.approved(8L, null, NOW);
        assertThat(next)
                .isGreaterThan(
                        live
                                .texts("SELECT max(id)::text FROM compliance.data_subject_requests")
                                .stream()
                                .mapToLong(Long::parseLong)
                                .findFirst()
                                .orElseThrow());
        assertThat(copy.execute(next, NOW)).isInstanceOf(Progress.Completed.class);
        assertThat(copy.texts("SELECT 'x' FROM compliance.verify_ledger()")).isEmpty();
    }

    @Test
    void applicants_who_were_never_linked_are_found_by_their_address() {
        live.execute(live.approved(null, ErasureFixture.ADDRESS, NOW), NOW);
        copy.sql("UPDATE applications SET candidate_id = NULL, resume_file_id = NULL WHERE id = 7");
        copy.sql("DELETE FROM pipeline.source_records WHERE id = 7");
        copy.sql("DELETE FROM files WHERE id = 7");
        copy.sql("DELETE FROM candidates WHERE id = 7");

        replay.replay(live.ownerSource(), copy.ownerSource());

        assertThat(copy.found("ada@example.org")).isEmpty();
    }

    @Test
    void an_erasure_that_is_past_the_point_of_no_return_is_replayed_as_well() {
        long id = live.approved(ErasureFixture.PERSON, null, NOW);
        new Erasures(live.parts()).begin(id, NOW);

        assertThat(replay.replay(live.ownerSource(), copy.ownerSource())).isEqualTo(1);

        assertThat(copy.found("ada@")).isEmpty();
        assertThat(copy.request(id).standing()).isEqualTo("INCOMPLETE");
    }

    @Test
    void what_was_completed_since_an_earlier_replay_is_completed_in_the_copy() {
        long id = live.approved(ErasureFixture.PERSON, null, NOW);
        new Erasures(live.parts()).begin(id, NOW);
        replay.replay(live.ownerSource(), copy.ownerSource());
        live.finish(id, NOW);

        assertThat(replay.replay(live.ownerSource(), copy.ownerSource())).isZero();

        assertThat(copy.request(id).standing()).isEqualTo("completed");
        assertThat(copy.request(id).open()).isZero();
        assertThat(RequestText.steps(copy.jdbc(), id))
                .contains("object_storage")
                .isEqualTo(RequestText.steps(live.jdbc(), id));
        assertThat(copy.count("compliance.erasure_tasks WHERE object_key IS NOT NULL")).isZero();
        assertThat(new Certificates(copy.jdbc()).document(id))
                .isEqualTo(new Certificates(live.jdbc()).document(id))
                .isPresent();
    }

    @Test
    void whoever_had_another_address_at_the_time_of_the_copy_is_found_by_number() {
        copy.sql("UPDATE candidates SET email = 'ada@old.example.org' WHERE id = 7");
        copy.sql("UPDATE applications SET candidate_email = 'ada@old.example.org' WHERE id = 7");
        live.execute(live.approved(ErasureFixture.PERSON, null, NOW), NOW);

        assertThat(replay.replay(live.ownerSource(), copy.ownerSource())).isEqualTo(1);

        assertThat(copy.found("ada@old.example.org")).isEmpty();
        assertThat(copy.found("fenwick")).isEmpty();
    }

    @Test
    void what_was_only_asked_for_is_not_replayed() {
        live.approved(ErasureFixture.PERSON, null, NOW);

        assertThat(replay.replay(live.ownerSource(), copy.ownerSource())).isZero();
        assertThat(copy.found("ada@example.org")).isNotEmpty();
    }

    @Test
    void whom_the_copy_holds_is_not_touched_and_that_is_said() {
        live.execute(live.approved(ErasureFixture.PERSON, null, NOW), NOW);
        copy.sql("INSERT INTO compliance.legal_holds (id, name, reason) VALUES (1, 'h', 'r')");
        copy.sql(
                "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)"
                        + " VALUES (1, 'candidate', 7)");

        assertThatThrownBy(() -> replay.replay(live.ownerSource(), copy.ownerSource()))
                .isInstanceOf(ErasureReplay.ReplayException.class)
                .hasMessageContaining("release it there");
        assertThat(copy.found("ada@example.org")).contains("public.candidates");
    }

    private static java.util.List<String> ledger(ErasureFixture database) {
        return database.texts(
                "SELECT encode(entry_hash, 'hex') FROM compliance.erasure_ledger ORDER BY id");
    }
}
