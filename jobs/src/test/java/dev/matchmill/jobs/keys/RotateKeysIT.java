package dev.matchmill.jobs.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.encryption.EncryptedField;
import dev.matchmill.config.encryption.FieldAddress;
import dev.matchmill.config.encryption.KeyRecord;
import dev.matchmill.config.encryption.KeyRecord.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class RotateKeysIT {

    private static final int ROWS = 7;
    private static final Instant ALWAYS = Instant.parse("2999-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.EPOCH;

    private EncryptedRows rows;
    private RotateKeys rotation;
    private Map<String, String> before;

    @BeforeEach
    void fill() {
        rows = new EncryptedRows();
        rows.fill(ROWS, address -> "value of " + address);
        rotation = new RotateKeys(rows.writes, rows.keys(), 3);
        before = rows.read();
    }

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void every_value_of_every_table_is_under_the_new_key_and_still_opens() {
        List<Rotation> done = rotateAll(ALWAYS);

        assertThat(done).hasSameSizeAs(rows.tables);
        assertThat(done)
                .allSatisfy(r -> {
                    assertThat(r.rows()).isEqualTo(ROWS);
                    assertThat(r.key()).isEqualTo(r.table() + ":2");
                    assertThat(r.newKey()).isTrue();
                    assertThat(r.left()).isZero();
                });
        assertThat(before).hasSizeGreaterThanOrEqualTo(8 * ROWS);
        assertThat(before).allSatisfy((address, value) -> assertThat(value).endsWith(address));
        assertThat(rows.read()).isEqualTo(before);
        assertThat(states()).containsOnly("1 ROTATED", "2 CURRENT");
        assertThat(new KeyUsage(rows.jdbc).rows().keySet()).allMatch(id -> id.endsWith(":2"));
    }

    @Test
    void a_second_start_finds_nothing_due_and_writes_nothing() {
        rotateAll(ALWAYS);
        List<String> versions = versions();

        assertThat(rotateAll(NEVER)).isEmpty();

        assertThat(versions()).isEqualTo(versions);
    }

    @Test
    void a_rotation_that_dies_anywhere_is_finished_without_a_further_key() {
        EncryptedTable table = rows.table("public.user_accounts");
        // Of 7 rows in batches of 2: the new key, four batches, the old key out of use.
        for (int commit = 2; commit <= 6; commit++) {
            RotateKeys first = rows.dyingAtCommit(commit, 2);
            assertThatThrownBy(() -> first.rotate(table, ALWAYS)).hasMessage("killed");
            assertThat(rows.read()).as("dead at commit %d", commit).isEqualTo(before);

            Rotation second =
                    new RotateKeys(rows.writes, rows.keys(), 2).rotate(table, NEVER).orElseThrow();

            assertThat(second.newKey()).isFalse();
            assertThat(second.rows()).isEqualTo(Math.max(0, ROWS - 2 * (commit - 2)));
            assertThat(second.key()).isEqualTo("public.user_accounts:" + commit);
            assertThat(of(State.CURRENT, table)).hasSize(1);
            assertThat(of(State.ROTATED, table)).hasSize(commit - 1);
            assertThat(of(State.SUPERSEDED, table)).isEmpty();
            assertThat(rows.read()).isEqualTo(before);
        }
    }

    @Test
    void a_row_that_cannot_be_read_is_named_and_keeps_its_key() {
        rows.jdbc
                .sql(
                        "UPDATE interviews SET meeting_passcode_enc ="
                                + " set_byte(meeting_passcode_enc, 20,"
                                + " get_byte(meeting_passcode_enc, 20) # 1) WHERE id = 4")
                .update();

        Rotation done = rotate("public.interviews");

        assertThat(done.unreadable())
                .containsExactly("public.interviews meeting_passcode_enc of row 4");
        assertThat(done.rows()).isEqualTo(ROWS - 1);
        assertThat(done.left()).isZero();
        assertThat(new KeyUsage(rows.jdbc).rows("public.interviews:1")).isEqualTo(1);
        assertThat(of(State.ROTATED, rows.table("public.interviews"))).isEmpty();
    }

    @Test
    void a_row_that_somebody_writes_is_left_to_the_next_start() throws SQLException {
        try (Connection other = rows.database().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM interviews WHERE id = 2 FOR UPDATE");

            Rotation first = rotate("public.interviews");

            assertThat(first.rows()).isEqualTo(ROWS - 1);
            assertThat(first.left()).isEqualTo(1);
            other.rollback();
        }
        Rotation second = rotate("public.interviews");

        assertThat(second.rows()).isEqualTo(1);
        assertThat(second.left()).isZero();
        assertThat(second.key()).isEqualTo("public.interviews:2");
        assertThat(rows.read()).isEqualTo(before);
    }

    @Test
    void a_key_is_not_out_of_use_while_an_uncommitted_row_has_it() throws SQLException {
        FieldAddress late = FieldAddress.of("public.interviews", "meeting_passcode_enc", 5);
        EncryptedField value = rows.cipher.encrypt("late", late);
        rows.jdbc.sql("DELETE FROM interviews WHERE id = 5").update();
        try (Connection other = rows.database().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    """
                    INSERT INTO interviews (id, application_id, job_id, organization_id,
                        interview_type, title, scheduled_start, scheduled_end,
                        meeting_passcode_enc, encryption_key_id)
                    VALUES (5, 5, 1, 1, 'technical', 'I', now(), now() + interval '1 hour',
                        '\\x%s', '%s')
                    """
                            .formatted(HexFormat.of().formatHex(value.toBytes()), value.keyId()));

            Rotation first =
                    rows.rotationWith("lock_timeout=300")
                            .rotate(rows.table("public.interviews"), ALWAYS)
                            .orElseThrow();

            assertThat(first.left()).isEqualTo(1);
            assertThat(of(State.ROTATED, rows.table("public.interviews"))).isEmpty();
            other.commit();
        }

        assertThat(rotate("public.interviews").rows()).isEqualTo(1);

        assertThat(rows.read()).containsEntry(late.toString(), "late");
        assertThat(of(State.ROTATED, rows.table("public.interviews"))).hasSize(1);
    }

    @Test
    void a_key_that_was_rotated_takes_no_row_of_a_writer_that_slept() {
        EncryptedTable table = rows.table("public.interviews");
        FieldAddress address = FieldAddress.of(table.name(), "meeting_passcode_enc", 1);
        EncryptedField stale = rows.cipher.encrypt("stale", address);
        rotateAll(ALWAYS);

        assertThatThrownBy(() ->
                        rows.jdbc
                                .sql(table.replace())
                                .param("id", 1)
                                .param("key", stale.keyId())
                                .param("meeting_passcode_enc", stale.toBytes())
                                .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("encryption key public.interviews:1 is out of use");

        assertThat(rows.read()).isEqualTo(before);
    }

    @Test
    void the_register_tells_the_audit_trail_without_the_wrapped_key() {
        rotateAll(ALWAYS);

        List<String> entries =
                rows.jdbc
                        .sql(
                                """
                                SELECT concat_ws(' ', action, row_id, request_id, old_values,
                                                 new_values)
                                FROM compliance.audit_log
                                WHERE table_name = 'encryption_keys'
                                  AND row_id LIKE 'public.interviews:%'
                                """)
                        .query(String.class)
                        .list();

        assertThat(entries)
                .anyMatch(e -> e.startsWith("insert public.interviews:2 a test"))
                .anyMatch(e -> e.contains("superseded_at"))
                .anyMatch(e -> e.contains("rotated_at"))
                .noneMatch(e -> e.contains("\\x"));
    }

    @Test
    void the_privacy_role_rotates_and_the_batch_role_encrypts_but_changes_no_key() {
        RotateKeys privacy = rows.rotationWith("role=ats_privacy");
        for (String name : List.of("public.diversity_data", "pipeline.dead_letters")) {
            assertThat(privacy.rotate(rows.table(name), ALWAYS)).isPresent();
            assertThat(of(State.ROTATED, rows.table(name))).hasSize(1);
        }

        assertThat(rows.read()).isEqualTo(before);
        FieldAddress address = FieldAddress.of("pipeline.dead_letters", "payload_enc", 1);
        assertThat(rows.cipherWith("role=ats_batch").encrypt("x", address).keyId())
                .isEqualTo("pipeline.dead_letters:2");
        for (String change :
                List.of("wrapped_key = NULL", "superseded_at = now()", "destroyed_at = now()")) {
            assertThatThrownBy(() ->
                            JdbcClient.create(rows.source("role=ats_batch"))
                                    .sql("UPDATE compliance.encryption_keys SET " + change)
                                    .update())
                    .hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> rows.cipherWith("role=ats_app").encrypt("x", address))
                .hasStackTraceContaining("permission denied");
    }

    private List<Rotation> rotateAll(Instant madeBefore) {
        List<Rotation> done = new ArrayList<>();
        rows.tables.forEach(t -> rotation.rotate(t, madeBefore).ifPresent(done::add));
        return done;
    }

    private Rotation rotate(String table) {
        return rotation.rotate(rows.table(table), ALWAYS).orElseThrow();
    }

    private List<KeyRecord> of(State state, EncryptedTable table) {
        return rows.keys.register().all().stream()
                .filter(key -> key.purpose().equals(table.name()) && key.state() == state)
                .toList();
    }

    private List<String> states() {
        return rows.keys.register().all().stream()
                .map(key -> key.id().substring(key.id().length() - 1) + " " + key.state())
                .toList();
    }

    private List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (EncryptedTable table : rows.tables) {
            versions.addAll(
                    rows.jdbc
                            .sql("SELECT ctid || ' ' || xmin FROM " + table.name() + " ORDER BY 1")
                            .query(String.class)
                            .list());
        }
        versions.addAll(
                rows.jdbc
                        .sql(
                                "SELECT ctid || ' ' || xmin FROM compliance.encryption_keys ORDER"
                                        + " BY 1")
                        .query(String.class)
                        .list());
        return versions;
    }
}
