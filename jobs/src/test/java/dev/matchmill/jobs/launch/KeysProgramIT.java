package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.keys.EncryptedRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program's verb about keys: killed, with wrong master keys, beside another one. */
class KeysProgramIT {

    private static final int ROWS = 60;
    private static final String ACCOUNTS = "public.user_accounts";

    @TempDir private Path folder;

    private EncryptedRows rows;
    private Rows database;
    private Map<String, String> before;
    private ProgramProcess.Setup bare;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void fill() {
        rows = EncryptedRows.filled(ROWS);
        before = rows.read();
        database = new Rows(JdbcClient.create(rows.database().dataSource()));
        bare = ProgramProcess.Setup.on(rows.database(), folder.resolve("work"));
        setup = bare.with("MATCHMILL_ENCRYPTION_MASTER_KEY", rows.master());
    }

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void a_rotation_killed_in_the_middle_is_finished_by_the_next_one() throws Exception {
        try (Connection holder = rows.database().dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            // The table's rows are moved until one batch must wait for this lock.
            statement.execute(
                    "CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF"
                            + " NEW.id = 31 THEN PERFORM pg_advisory_xact_lock(77); END IF; RETURN"
                            + " NEW; END $$");
            statement.execute(
                    "CREATE TRIGGER trg_wait BEFORE UPDATE ON user_accounts FOR EACH ROW EXECUTE"
                            + " FUNCTION wait_here()");
            holder.commit();
            statement.execute("SELECT pg_advisory_lock(77)");
            holder.commit();
            try (ProgramProcess program =
                    setup.start("keys", "rotate", "--table", ACCOUNTS, "--batch-size", "10")) {
                await("the batch that waits", () -> under(2) == 30);
                program.kill();
                assertThat(program.end(20).code()).isEqualTo(137);
            }
            statement.execute("SELECT pg_advisory_unlock(77)");
            holder.commit();
        }
        assertThat(under(2)).isEqualTo(30);
        assertThat(rows.read()).isEqualTo(before);

        JsonNode done = rotate();

        assertThat(done.get(0).get("new_key").asBoolean()).isFalse();
        assertThat(done.get(0).get("rows").asLong()).isEqualTo(30);
        assertThat(under(2)).isEqualTo(ROWS);
        assertThat(rows.read()).isEqualTo(before);
        assertThat(list().toString()).contains("\"state\":\"rotated\"");
        List<String> versions = database.versions("user_accounts");
        assertThat(setup.run("keys", "rotate", "--older-than", "1d").out())
                .contains("no key is due");
        assertThat(database.versions("user_accounts")).isEqualTo(versions);
    }

    @Test
    void a_missing_a_broken_and_a_wrong_master_key_end_with_78_before_anything_is_written() {
        String other =
                Base64.getEncoder()
                        .encodeToString("x".repeat(32).getBytes(StandardCharsets.US_ASCII));
        List<String> versions = database.versions("compliance.encryption_keys");

        for (var setUp :
                Map.of(
                                bare,
                                "There is no master key",
                                setup.with("MATCHMILL_ENCRYPTION_MASTER_KEY", "c2hvcnQ="),
                                "holds no master key",
                                setup.with("MATCHMILL_ENCRYPTION_MASTER_KEY", other),
                                "is not the one that wraps",
                                bare.with("MATCHMILL_ENCRYPTION_MASTER_KEY_FILE", "/none/key"),
                                "/none/key cannot be read")
                        .entrySet()) {
            ProgramProcess.Ended ended = setUp.getKey().run("keys", "rotate");

            assertThat(ended.code()).as(ended.err()).isEqualTo(78);
            assertThat(ended.err()).contains(setUp.getValue()).doesNotContain(other, "c2hvcnQ=");
        }
        assertThat(database.versions("compliance.encryption_keys")).isEqualTo(versions);
        ProgramProcess.Ended doctor =
                setup.with("MATCHMILL_ENCRYPTION_MASTER_KEY", other).run("doctor");
        assertThat(doctor.code()).isEqualTo(78);
        assertThat(doctor.out()).containsPattern("FAIL +encryption +the master key cannot be used");
        assertThat(setup.run("doctor").out())
                .containsPattern("ok +encryption +the master key opens all 6 keys");
    }

    @Test
    void a_second_change_of_keys_at_the_same_time_ends_with_75() throws Exception {
        try (Connection holder = rows.database().dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtextextended('matchmill:keys', 0))");

            ProgramProcess.Ended ended = setup.run("keys", "destroy", "public.interviews:1");

            assertThat(ended.code()).as(ended.err()).isEqualTo(75);
            assertThat(ended.err()).contains("'keys' is running");
            statement.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    @Test
    void a_new_master_key_takes_over_and_a_destroyed_key_stays_so() throws IOException {
        Path file = folder.resolve("new.key");
        String other =
                Base64.getEncoder()
                        .encodeToString("y".repeat(32).getBytes(StandardCharsets.US_ASCII));
        Files.writeString(file, other + "\n");

        assertThat(setup.run("keys", "destroy", "public.interviews:1").code()).isEqualTo(64);
        assertThat(setup.run("keys", "destroy", "--in-use", "public.interviews:1").out())
                .contains(ROWS + " rows cannot be read any more");
        assertThat(setup.run("keys", "rewrap", "--new-key-file", file.toString()).out())
                .contains("5 keys are now wrapped by");
        assertThat(setup.run("keys", "rewrap", "--new-key-file", file.toString()).out())
                .contains("every key was wrapped by");
        ProgramProcess.Setup successor =
                bare.with("MATCHMILL_ENCRYPTION_MASTER_KEY_FILE", file.toString());
        assertThat(successor.run("keys", "rotate", "--table", ACCOUNTS).out())
                .contains(ACCOUNTS + ":2");
        assertThat(setup.run("keys", "rotate").code()).isEqualTo(78);
        assertThat(list().toString()).contains("\"state\":\"destroyed\"");
    }

    private JsonNode rotate() {
        ProgramProcess.Ended ended =
                setup.run("keys", "rotate", "--table", ACCOUNTS, "--output", "json");
        assertThat(ended.code()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out());
    }

    private JsonNode list() {
        ProgramProcess.Ended ended = bare.run("keys", "list", "--output", "json");
        assertThat(ended.code()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out());
    }

    private long under(int number) {
        return database.count(
                "user_accounts WHERE token_key_id = '" + ACCOUNTS + ":" + number + "'");
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.onSpinWait();
        }
    }
}
