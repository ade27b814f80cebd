package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.RecurringParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hold that arrives when a job's transaction has begun and has deleted nothing yet. */
class ArrivingHoldIT {

    private MaintainFixture program;
    private HygieneRows rows;
    private Path stored;

    @BeforeEach
    void open() throws IOException {
        program = MaintainFixture.open();
        rows = HygieneRows.in(program);
        stored = dueObject();
        dueRows();
    }

    @AfterEach
    void close() throws IOException {
        Files.deleteIfExists(stored);
        program.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"J01", "J02", "J10", "J28", "J29"})
    void what_a_job_was_about_to_delete_stays_when_a_hold_arrives(String job) throws Exception {
        Map<String, Long> before = counts();
        try (ArrivingHold hold = ArrivingHold.in(program)) {
            hold.during(job);
        }

        assertThat(counts()).isEqualTo(before);
        assertThat(stored).exists();
        assertThat(program.count("compliance.open_hold_subjects")).isEqualTo(1);
    }

    @Test
    void without_the_hold_all_of_it_would_be_gone() {
        for (String job : new String[] {"J01", "J02", "J10", "J28", "J29"}) {
            program.run(job);
        }

        assertThat(counts().values()).containsOnly(0L);
        assertThat(stored).doesNotExist();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table :
                new String[] {
                    "user_sessions",
                    "password_reset_tokens",
                    "talent_pool_memberships",
                    "diversity_data",
                    "pipeline.match_results",
                    "user_legacy_identities",
                    "files WHERE deleted_at IS NULL OR purged_at IS NULL AND id = 2",
                    "pipeline.source_records"
                }) {
            counts.put(table, program.count(table));
        }
        return counts;
    }

    private Path dueObject() throws IOException {
        String key = "zz/arriving-" + ProcessHandle.current().pid();
        Path object = program.get(RecurringParts.class).documents().resolve(key);
        Files.createDirectories(object.getParent());
        Files.writeString(object, "due");
        rows.file(1, 8, "aa/1");
        rows.file(2, 90, key);
        rows.execute("UPDATE files SET organization_id = 2");
        rows.execute("UPDATE files SET deleted_at = now() - interval '31 days' WHERE id = 2");
        return object;
    }

    private void dueRows() {
        rows.session(2, "old", -1);
        rows.execute(
                """
                INSERT INTO password_reset_tokens (user_id, token_hash, created_at, expires_at)
                VALUES (2, sha256('t'), now() - interval '2 days', now() - interval '1 day')
                """);
        rows.execute(
                """
                INSERT INTO user_legacy_identities (user_id, external_id, retire_after)
                VALUES (2, 'user_2', current_date - 1)
                """);
        rows.execute("INSERT INTO talent_pools (id, organization_id, name) VALUES (1, 2, 'pool')");
        rows.consent(1, 2, "talent_pool", "withdrawn");
        rows.consent(2, 2, "privacy_notice", "withdrawn");
        rows.consent(3, 2, "ai_processing", "withdrawn");
        rows.execute(
                "INSERT INTO talent_pool_memberships (pool_id, candidate_id, consent_id) VALUES (1,"
                        + " 2, 1)");
        rows.execute(
                """
                INSERT INTO diversity_data (candidate_id, organization_id, gender, consent_id)
                VALUES (2, 2, 'male', 2)
                """);
        MatchedPeople.of(program.jdbc(), 2);
        rows.execute(
                """
                INSERT INTO pipeline.ingestion_sources (id, kind, item_type, name, location)
                VALUES (1, 'filesystem', 'resume', 'in', '/in')
                """);
        rows.execute(
                """
                INSERT INTO pipeline.source_records
                    (source_id, external_id, state, reason, job_id, vanished_at)
                VALUES (1, 'gone', 'deferred', 'vanished', 2, now() - interval '31 days')
                """);
    }
}
