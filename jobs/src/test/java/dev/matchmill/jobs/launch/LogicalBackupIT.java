package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.backup.BackupVerification;
import dev.matchmill.jobs.backup.LogicalBackup;
import dev.matchmill.jobs.run.JobFailedException;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.SampleRows;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** J08 on a server of its own, with PostgreSQL's own programs. */
class LogicalBackupIT {

    @TempDir private static Path folder;

    private static Path cluster = Path.of("");
    private static DatabaseAddress server;
    private static BackupProgram program;

    @TempDir private Path own;

    @BeforeAll
    static void start() {
        cluster = BackupProgram.open(folder);
        server = BackupProgram.server(cluster, false);
        onServer("CREATE DATABASE other TEMPLATE matchmill OWNER matchmill");
        program = new BackupProgram(cluster, server);
    }

    @AfterAll
    static void stop() {
        program.close();
        LocalPostgres.destroy(cluster, _ -> {});
    }

    @BeforeEach
    void reset() {
        program.reset();
    }

    @Test
    void j08_the_dump_restores_into_an_empty_database_with_equal_row_counts_per_table()
            throws Exception {
        DatabaseAddress full = server.withDatabase("other");
        try (BackupProgram other = new BackupProgram(own.resolve("home"), full)) {
            // The first run makes the partitions that the rows belong to.
            other.run(LogicalBackup.now(other.parts()));
            try (Connection connection = full.unpooled().getConnection()) {
                SampleRows.insert(connection);
            }
            // The sample's policy is one of a table that does not exist.
            other.jdbc()
                    .sql("DELETE FROM ops.partition_policies WHERE parent_table LIKE '% of %'")
                    .update();
            other.clock().advance(Duration.ofHours(1));
            other.run(LogicalBackup.now(other.parts()));
            String dump =
                    other.files().stream()
                            .filter(name -> name.endsWith(".dump"))
                            .reduce((_, last) -> last)
                            .orElseThrow();
            onServer("CREATE DATABASE restored TEMPLATE template1");
            pgRestore(other.folder().resolve(dump), "restored");
        }

        Map<String, Long> original = counts(full);
        Map<String, Long> copy = counts(server.withDatabase("restored"));
        // These are written by the run itself, after the snapshot.
        Set.of("ops.backup_runs", "ops.maintenance_runs", "ops.scheduled_jobs", "pipeline.runs")
                .forEach(original::remove);
        original.keySet().removeIf(table -> table.startsWith("batch."));
        assertThat(original).hasSizeGreaterThan(100).containsEntry("public.candidates", 2L);
        assertThat(copy).containsAllEntriesOf(original);
    }

    @Test
    void j08_a_dump_is_private_has_its_checksum_and_its_end() throws IOException {
        program.run(LogicalBackup.now(program.parts()));

        List<String> files = program.files();
        assertThat(files).hasSize(4).noneMatch(name -> name.endsWith(".part"));
        for (String name : files) {
            assertThat(Files.getPosixFilePermissions(program.folder().resolve(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.getPosixFilePermissions(program.folder()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(run(program.folder(), "sha256sum", "-c", files.get(0) + ".sha256")).isZero();
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT concat_ws(' ', kind, status, expires_at - started_at,
                                            size_bytes > 100000, end_lsn IS NOT NULL,
                                            length(checksum))
                                        FROM ops.backup_runs
                                        """))
                .containsExactly("logical completed 30 days t t 32");
    }

    @Test
    void j08_on_day_31_the_first_file_is_gone_and_the_last_good_one_never_goes() {
        program.run(LogicalBackup.daily(program.parts()));
        String first = program.files().getFirst();

        program.clock().advance(Duration.ofDays(30).minusSeconds(60));
        program.run(LogicalBackup.daily(program.parts()));
        assertThat(program.files()).hasSize(8).contains(first);

        program.clock().advance(Duration.ofDays(1));
        program.run(LogicalBackup.daily(program.parts()));
        assertThat(program.files()).hasSize(8).noneMatch(name -> name.startsWith(first));
        assertThat(program.rows().count("ops.backup_runs WHERE removed_at IS NOT NULL"))
                .isEqualTo(1);

        program.clock().advance(Duration.ofDays(400));
        Map<String, String> broken = Map.of("programs", own.toString());
        assertThatThrownBy(() -> program.run(LogicalBackup.daily(program.parts(broken))))
                .isInstanceOf(JobFailedException.class);
        program.run(LogicalBackup.daily(program.parts(Map.of("spacing", "1000d"))));
        assertThat(program.files()).hasSize(4);
        assertThat(program.findings()).containsExactly("backup_age logical backup");
    }

    @Test
    void j08_a_failed_dump_is_failed_and_a_finding_until_a_good_one() throws IOException {
        fakeProgram(
                "pg_dump", "echo half > \"${@: -1:1}\"; echo 'pg_dump: error: broke' >&2; exit 1");
        Map<String, String> broken = Map.of("programs", own.toString());

        assertThatThrownBy(() -> program.run(LogicalBackup.now(program.parts(broken))))
                .hasRootCauseMessage("pg_dump ended with 1: pg_dump: error: broke");

        assertThat(program.files()).isEmpty();
        assertThat(program.findings()).containsExactly("backup_age logical backup");
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT status || ' ' || error_message FROM"
                                                + " ops.backup_runs"))
                .containsExactly("failed pg_dump ended with 1: pg_dump: error: broke");
        assertThat(program.rows().text("SELECT severity::text FROM ops.maintenance_findings"))
                .isEqualTo("critical");

        program.run(LogicalBackup.now(program.parts()));
        assertThat(program.findings()).isEmpty();
    }

    @Test
    void j08_a_full_disk_or_a_missing_or_older_program_is_refused_with_its_cure()
            throws IOException {
        assertThatThrownBy(() ->
                        program.run(LogicalBackup.now(program.parts(Map.of("reserve", "900TB")))))
                .hasRootCauseInstanceOf(PreconditionException.class)
                .rootCause()
                .hasMessageContaining("matchmill.jobs.backup.reserve");
        Map<String, String> elsewhere = Map.of("programs", own.toString());
        assertThatThrownBy(() -> program.run(LogicalBackup.now(program.parts(elsewhere))))
                .rootCause()
                .hasMessageStartingWith("There is no pg_dump in " + own);
        fakeProgram("pg_dump", "exit 1", "9.6.24");
        assertThatThrownBy(() -> program.run(LogicalBackup.now(program.parts(elsewhere))))
                .rootCause()
                .hasMessageContaining("of release 9 cannot back it up");

        assertThat(program.files()).isEmpty();
        assertThat(program.rows().count("ops.backup_runs WHERE status = 'failed'")).isEqualTo(3);
    }

    @Test
    void j08_rows_that_a_policy_hides_make_the_dump_fail() {
        onServer("DROP ROLE IF EXISTS peeker");
        onServer("CREATE ROLE peeker LOGIN PASSWORD 'peek'");
        program.jdbc()
                .sql(
                        """
                        DO $$ DECLARE s text; BEGIN
                          FOREACH s IN ARRAY ARRAY['public', 'pipeline', 'archive', 'ops', 'batch',
                                                   'compliance'] LOOP
                            EXECUTE format('GRANT USAGE ON SCHEMA %1$I TO peeker;'
                                           ' GRANT SELECT ON ALL TABLES IN SCHEMA %1$I TO peeker;'
                                           ' GRANT SELECT ON ALL SEQUENCES IN SCHEMA %1$I TO peeker',
                                           s);
                          END LOOP;
                        END $$
                        """)
                .update();
        DatabaseAddress peeker =
                new DatabaseAddress(program.address().url(), "peeker", "peek", server.source());

        assertThatThrownBy(() -> program.run(LogicalBackup.now(program.parts(Map.of(), peeker))))
                .rootCause()
                .hasMessageContaining("row-level security");
        assertThat(program.files()).isEmpty();
    }

    @Test
    void j08_no_password_is_in_the_process_list_and_a_stop_ends_pg_dump() throws Exception {
        try (BackupProgram stopped = new BackupProgram(cluster, server);
                Connection holder = server.unpooled().getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE skills IN ACCESS EXCLUSIVE MODE");
            String[] command = {""};
            Thread stopper =
                    Thread.ofPlatform()
                            .start(() -> {
                                Waiting.until(
                                        "pg_dump runs",
                                        () -> {
                                            command[0] = commandLines();
                                            return command[0].contains("--format=custom");
                                        });
                                stopped.stop();
                            });

            RunOutcome outcome = stopped.run(LogicalBackup.now(stopped.parts()));
            stopper.join();

            assertThat(outcome.end()).isEqualTo(RunOutcome.End.STOPPED);
            assertThat(command[0])
                    .contains("pg_dump")
                    .doesNotContain(Objects.requireNonNull(server.password()));
            assertThat(commandLines()).doesNotContain("--format=custom");
            holder.rollback();
        }
        assertThat(program.files()).isEmpty();
        assertThat(program.rows().texts("SELECT status::text FROM ops.backup_runs"))
                .containsExactly("stopped");
    }

    @Test
    void j08_what_a_killed_run_left_is_removed_by_the_next_and_never_counts() throws Exception {
        program.run(LogicalBackup.now(program.parts()));
        Path half = program.folder().resolve("killed.dump");
        Files.writeString(program.folder().resolve(".killed.dump.part"), "half");
        Files.writeString(program.folder().resolve("killed.dump.roles.sql"), "half");
        program.jdbc()
                .sql(
                        "INSERT INTO ops.backup_runs (id, kind, started_at, location) VALUES"
                                + " (777, 'logical', now() - interval '1 hour', :half)")
                .param("half", half.toString())
                .update();
        try (Connection orphan = program.address().unpooled().getConnection();
                var statement = orphan.createStatement()) {
            statement.execute("SET application_name = 'matchmill backup 777'");

            program.run(LogicalBackup.daily(program.parts()));

            assertThat(orphan.isValid(5)).isFalse();
        }
        assertThat(program.files()).hasSize(4).noneMatch(name -> name.contains("killed"));
        assertThat(program.rows().texts("SELECT status::text FROM ops.backup_runs ORDER BY id"))
                .containsExactly("completed", "failed");
    }

    @Test
    void j08_twice_in_a_row_makes_one_dump_and_the_plan_says_so() {
        program.run(LogicalBackup.daily(program.parts()));
        program.run(LogicalBackup.daily(program.parts()));
        assertThat(program.files()).hasSize(4);

        program.clock().advance(Duration.ofHours(13));
        program.run(LogicalBackup.daily(program.parts()));
        assertThat(program.files()).hasSize(8);
    }

    @Test
    void j08_verify_finds_a_dump_that_was_changed_or_is_missing() throws IOException {
        program.run(LogicalBackup.now(program.parts()));
        BackupVerification verification = new BackupVerification(program.parts());
        assertThat(verification.verify(Optional.empty()).getFirst().problem()).isEmpty();

        Path dump = program.folder().resolve(program.files().getFirst());
        byte[] bytes = Files.readAllBytes(dump);
        bytes[bytes.length / 2] ^= 1;
        Files.write(dump, bytes);
        assertThat(verification.verify(Optional.empty()).getFirst().problem())
                .contains("the checksum is another one");

        Files.delete(dump);
        assertThat(verification.verify(Optional.empty()).getFirst().problem())
                .hasValueSatisfying(problem -> assertThat(problem).endsWith("is missing"));
    }

    private void fakeProgram(String name, String body) throws IOException {
        fakeProgram(name, body, "99.1");
    }

    private void fakeProgram(String name, String body, String version) throws IOException {
        Path file = own.resolve(name);
        Files.writeString(
                file,
                "#!/bin/bash\nif [ \"$1\" = --version ]; then echo '%s (PostgreSQL) %s'; exit; fi\n%s\n"
                        .formatted(name, version, body));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String commandLines() {
        return ProcessHandle.current()
                .descendants()
                .map(child -> {
                    try {
                        Path file = Path.of("/proc", Long.toString(child.pid()), "cmdline");
                        return Files.readString(file, StandardCharsets.ISO_8859_1);
                    } catch (IOException gone) {
                        return "";
                    }
                })
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Long> counts(DatabaseAddress address) {
        JdbcClient jdbc = JdbcClient.create(address.unpooled());
        return jdbc
                .sql(
                        """
                        SELECT schemaname || '.' || tablename
                        FROM pg_tables
                        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toMap(table -> table, table -> new Rows(jdbc).count(table)));
    }

    private static void pgRestore(Path dump, String database) throws Exception {
        DatabaseAddress superuser = BackupProgram.superuser(server);
        ProcessBuilder builder =
                new ProcessBuilder(
                        "pg_restore", "--exit-on-error", "--dbname=" + database, dump.toString());
        String url = superuser.url();
        builder.environment().put("PGHOST", "127.0.0.1");
        builder.environment().put("PGPORT", url.replaceAll(".*:(\\d+)/.*", "$1"));
        builder.environment().put("PGUSER", superuser.username());
        builder.environment().put("PGPASSWORD", Objects.requireNonNull(superuser.password()));
        assertThat(builder.inheritIO().start().waitFor()).isZero();
    }

    private static int run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        return process.onExit().join().exitValue();
    }

    private static void onServer(String command) {
        try (Connection connection = BackupProgram.superuser(server).unpooled().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }
}
