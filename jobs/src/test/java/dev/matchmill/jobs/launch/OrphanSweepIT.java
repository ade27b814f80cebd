package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.subject.Erasure;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.StoredObject;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.CandidateId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The acceptance check of J28. */
class OrphanSweepIT {

    @TempDir private Path folder;

    private MaintainFixture program;
    private HygieneRows rows;
    private Path stored;

    @BeforeEach
    void open() throws IOException {
        program = MaintainFixture.open();
        rows = HygieneRows.in(program);
        String key = "zz/orphan-" + ProcessHandle.current().pid();
        stored = program.get(RecurringParts.class).documents().resolve(key);
        Files.createDirectories(stored.getParent());
        Files.writeString(stored, "old");
        rows.file(1, 8, key);
        rows.file(2, 6, "aa/young");
        rows.file(3, 90, "aa/used");
        rows.execute("UPDATE applications SET resume_file_id = 3 WHERE id = 1");
        rows.file(4, 90, "aa/held");
        rows.execute("UPDATE files SET candidate_id = 2 WHERE id = 4");
        rows.hold();
    }

    @AfterEach
    void close() throws IOException {
        Files.deleteIfExists(stored);
        program.close();
    }

    @Test
    void j28_only_the_unreferenced_file_goes_and_its_object_a_month_later() {
        program.run("J28");

        assertThat(deleted()).isEqualTo("1");
        assertThat(stored).exists();
        assertThat(program.counted("orphanSweep", "held", "files")).isEqualTo(1);

        program.clock().advance(Duration.ofDays(31));
        program.run("J28");

        assertThat(stored).doesNotExist();
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT original_name FROM files WHERE purged_at IS NOT"
                                                + " NULL"))
                .isEqualTo("[purged]");
        assertThat(deleted()).isEqualTo("1,2");
    }

    @Test
    void j28_the_original_of_an_erased_person_goes_when_the_program_died_before_removing_it() {
        rows.execute("UPDATE files SET candidate_id = 1 WHERE id = 1");
        PrivacyAccess privacy = program.get(RecurringParts.class).privacy().get();
        Inventory inventory = Inventory.declared();
        Subject person =
                new Subjects(privacy.jdbc(), inventory, SubjectFingerprint.of(folder))
                        .candidate(new CandidateId(1), new Extent.Platform());
        // As the piece of J17 that commits before its originals are removed.
        Transactions transactions =
                new Transactions(new JdbcTransactionManager(privacy.dataSource()));
        Erasure erased =
                transactions.inNew(() ->
                        new SubjectEraser(privacy.jdbc(), inventory)
                                .erase(person, program.clock().instant()));
        assertThat(erased)
                .isInstanceOfSatisfying(
                        Erasure.Erased.class,
                        it -> assertThat(it.objects()).extracting(StoredObject::file).contains(1L));
        assertThat(stored).exists();

        program.run("J28");

        assertThat(stored).doesNotExist();
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT storage_key FROM files WHERE purged_at IS NOT"
                                                + " NULL"))
                .containsExactly("erased/1");
    }

    @Test
    void j28_while_documents_are_read_no_object_is_removed() throws Exception {
        program.run("J28");
        program.clock().advance(Duration.ofDays(31));

        try (ScopeLock _ = ScopeLock.acquire(program.connections(), "pipeline", "a run")) {
            assertThat(program.run("J28").end()).isEqualTo(RunOutcome.End.STOPPED);
        }
        assertThat(stored).exists();

        assertThat(program.run("J28").end()).isEqualTo(RunOutcome.End.COMPLETED);

        assertThat(stored).doesNotExist();
    }

    @Test
    void j28_ledger_rows_of_vanished_documents_go_when_they_led_to_nothing() {
        rows.execute(
                """
                INSERT INTO pipeline.ingestion_sources (id, kind, item_type, name, location)
                VALUES (1, 'filesystem', 'resume', 'in', '/in')
                """);
        rows.execute(
                """
                INSERT INTO pipeline.source_records
                    (source_id, external_id, state, reason, candidate_id, vanished_at)
                VALUES (1, 'long-gone', 'deferred', 'vanished', NULL, now() - interval '31 days'),
                       (1, 'just-gone', 'deferred', 'vanished', NULL, now() - interval '29 days'),
                       (1, 'somebody', 'stored', NULL, 1, now() - interval '31 days'),
                       (1, 'there', 'stored', NULL, NULL, NULL)
                """);

        program.run("J28");

        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT external_id FROM pipeline.source_records ORDER BY"
                                                + " 1"))
                .containsExactly("just-gone", "somebody", "there");
    }

    private String deleted() {
        return program.rows()
                .text(
                        "SELECT string_agg(id::text, ',' ORDER BY id) FROM files WHERE deleted_at"
                                + " IS NOT NULL");
    }
}
