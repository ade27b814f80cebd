package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.backup.BaseBackup;
import dev.matchmill.jobs.backup.ErasureReplay;
import dev.matchmill.jobs.backup.LogicalBackup;
import dev.matchmill.jobs.backup.RestoreDrill;
import dev.matchmill.jobs.backup.RestoreReport;
import dev.matchmill.jobs.backup.TableDifference;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import dev.matchmill.migrations.type.BackupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** J22 on a server of its own that archives its log, and the drill of a lost server. */
class RestoreTestIT {

    private static final Path DEPLOY = Path.of("..", "config", "deploy", "backup");

    private static final ErasureReplay NOBODY_WAS_ERASED = _ -> 0;

    @TempDir private static Path folder;

    private static BackupProgram program;

    @BeforeAll
    static void start() {
        Path home = BackupProgram.open(folder);
        program = new BackupProgram(home, BackupProgram.server(home, true));
    }

    @AfterAll
    static void stop() {
        program.close();
        LocalPostgres.destroy(program.home(), _ -> {});
    }

    @BeforeEach
    void reset() {
        program.reset();
    }

    @Test
    void j22_the_last_dump_is_restored_where_there_is_no_base_backup_and_erasures_are_replayed() {
        program.people("a", 100);
        program.run(LogicalBackup.now(program.parts()));
        AtomicLong seen = new AtomicLong();
        // Who was erased since the backup: the real replay asks the ledger.
        ErasureReplay replay =
                restored -> {
                    JdbcClient copy = JdbcClient.create(restored);
                    seen.set(new Rows(copy).count("users"));
                    return copy.sql("DELETE FROM users WHERE email = 'a7@example.org'").update();
                };

        RestoreReport report = test(replay, RestoreDrill.Choice.LAST);

        assertThat(report.kind()).isEqualTo(BackupKind.LOGICAL);
        assertThat(report.differences()).isEmpty();
        assertThat(report.tables()).isGreaterThan(100);
        assertThat(report.erased()).isEqualTo(1);
        assertThat(seen).hasValue(100);
        assertThat(report.restoreSeconds()).isBetween(0.1, 900.0);
        assertThat(program.rows().count("users")).isEqualTo(100);
        assertThat(program.home().resolve("restore-test")).isEmptyDirectory();
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT concat_ws(' ', status, restored_backup_id,
                                            restore_seconds > 0, data_loss_seconds >= 0,
                                            erasures_replayed)
                                        FROM ops.backup_runs WHERE kind = 'restore_test'
                                        """))
                .singleElement()
                .asString()
                .matches("completed \\d+ t t t");
    }

    @Test
    void j22_a_person_erased_after_the_backup_is_not_in_the_restored_copy() {
        ErasedCopy erased = new ErasedCopy(program);
        erased.person("zq.canary@example.org");
        program.run(LogicalBackup.now(program.parts()));
        erased.erase("zq.canary@example.org");
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();

        RestoreReport report =
                test(
                        restored -> {
                            before.addAll(ErasedCopy.tablesWith(restored, "canary"));
                            long replayed = erased.replay(restored);
                            after.addAll(ErasedCopy.tablesWith(restored, "canary"));
                            return replayed;
                        },
                        RestoreDrill.Choice.LAST);

        assertThat(before).contains("public.candidates", "public.applications");
        assertThat(after).isEmpty();
        assertThat(report.erased()).isEqualTo(1);
        assertThat(report.unexplained()).isEmpty();
        assertThat(report.ledgerBroken()).isFalse();
    }

    @Test
    void j22_a_base_backup_is_recovered_up_to_the_last_archived_moment() {
        program.people("before", 100);
        program.run(new BaseBackup(program.parts()));
        program.people("archived", 50);
        program.archive();
        program.people("lost", 7);

        RestoreReport report = test(NOBODY_WAS_ERASED, RestoreDrill.Choice.LAST);

        assertThat(report.kind()).isEqualTo(BackupKind.PHYSICAL);
        assertThat(difference(report, "public.users"))
                .isEqualTo(
                        new TableDifference(
                                "public.users", 150L, 157L, TableDifference.Cause.CHANGED_SINCE));
        assertThat(report.unexplained()).isEmpty();
        assertThat(report.isLossExact()).isTrue();
        assertThat(Objects.requireNonNull(report.dataLossSeconds())).isBetween(0.001, 300.0);
        assertThat(report.restoreSeconds()).isLessThan(900);
        assertThat(report.ledgerBroken()).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void j22_a_target_time_before_a_wrong_delete_brings_the_rows_back() {
        program.run(new BaseBackup(program.parts()));
        program.people("kept", 100);
        OffsetDateTime target = program.now();
        program.jdbc().sql("DELETE FROM users").update();
        program.people("later", 3);
        program.archive();
        AtomicLong people = new AtomicLong();

        RestoreReport report =
                test(
                        restored -> {
                            Rows copy = new Rows(JdbcClient.create(restored));
                            people.set(copy.count("users WHERE email LIKE 'kept%'"));
                            assertThat(copy.count("users")).isEqualTo(100);
                            return 0;
                        },
                        new RestoreDrill.Choice(Optional.empty(), Optional.of(target)));

        assertThat(people).hasValue(100);
        assertThat(report.restoredTo()).isBeforeOrEqualTo(target);
        assertThat(report.dataLossSeconds()).isNull();
        assertThat(program.rows().count("users")).isEqualTo(3);
    }

    @Test
    void j22_a_restore_over_its_goals_and_one_that_fails_are_findings_that_resolve_themselves()
            throws IOException {
        program.people("a", 10);
        program.run(LogicalBackup.now(program.parts()));
        RestoreDrill strict =
                new RestoreDrill(
                        program.parts(Map.of("restore-goal", "1ms", "loss-goal", "1ms")),
                        NOBODY_WAS_ERASED,
                        RestoreDrill.Choice.LAST);
        program.run(strict);
        assertThat(findings())
                .containsExactly("restore_test data loss", "restore_test restore time");

        Path dump = program.folder().resolve(program.files().getFirst());
        byte[] bytes = Files.readAllBytes(dump);
        Files.write(dump, Arrays.copyOf(bytes, bytes.length / 3));
        assertThatThrownBy(() -> test(NOBODY_WAS_ERASED, RestoreDrill.Choice.LAST))
                .hasStackTraceContaining("pg_restore ended with 1");
        assertThat(findings()).contains("restore_test restore test");
        assertThat(program.home().resolve("restore-test")).isEmptyDirectory();

        Files.write(dump, bytes);
        test(NOBODY_WAS_ERASED, RestoreDrill.Choice.LAST);
        assertThat(findings()).isEmpty();
    }

    @Test
    void j22_without_a_backup_there_is_a_finding_and_an_unknown_one_is_refused() {
        RestoreDrill test =
                new RestoreDrill(program.parts(), NOBODY_WAS_ERASED, RestoreDrill.Choice.LAST);
        program.run(test);
        assertThat(test.report()).isEmpty();
        assertThat(findings()).containsExactly("restore_test restore test");

        assertThatThrownBy(() ->
                        test(
                                NOBODY_WAS_ERASED,
                                new RestoreDrill.Choice(Optional.of(4711L), Optional.empty())))
                .hasRootCauseInstanceOf(PreconditionException.class);
    }

    @Test
    void j22_what_a_killed_test_left_is_stopped_and_removed_by_the_next() throws IOException {
        program.run(LogicalBackup.now(program.parts()));
        Path left = program.home().resolve("restore-test/matchmill.99");
        LocalPostgres.start(left, Profile.TEST, _ -> {});
        ProcessHandle orphan =
                ProcessHandle.of(
                                Long.parseLong(
                                        Files.readAllLines(
                                                        left.resolve(
                                                                "postgres/run/data/postmaster.pid"))
                                                .getFirst()
                                                .strip()))
                        .orElseThrow();
        program.jdbc()
                .sql(
                        "INSERT INTO ops.backup_runs (kind, location) VALUES ('restore_test',"
                                + " 'nowhere')")
                .update();

        test(NOBODY_WAS_ERASED, RestoreDrill.Choice.LAST);

        assertThat(orphan.isAlive()).isFalse();
        assertThat(left).doesNotExist();
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT status::text FROM ops.backup_runs WHERE kind ="
                                                + " 'restore_test' ORDER BY id"))
                .containsExactly("failed", "completed");
    }

    @Test
    void the_archive_takes_a_piece_twice_and_never_another_one_of_its_name() throws Exception {
        Path piece = Files.writeString(folder.resolve("piece"), "one");
        Path archived = Files.createDirectory(folder.resolve("wal")).resolve("0001");
        String script = DEPLOY.resolve("archive-wal.sh").toAbsolutePath().toString();

        assertThat(sh("bash", script, piece.toString(), archived.toString())).isZero();
        assertThat(sh("bash", script, piece.toString(), archived.toString())).isZero();
        Files.writeString(piece, "two");
        assertThat(sh("bash", script, piece.toString(), archived.toString())).isEqualTo(1);

        assertThat(archived).hasContent("one");
        assertThat(Files.readAllBytes(DEPLOY.resolve("archive-wal.sh")))
                .isEqualTo(
                        Objects.requireNonNull(
                                        LocalPostgres.class.getResourceAsStream("archive-wal.sh"))
                                .readAllBytes());
    }

    private RestoreReport test(ErasureReplay replay, RestoreDrill.Choice choice) {
        RestoreDrill test = new RestoreDrill(program.parts(), replay, choice);
        program.run(test);
        return test.report().orElseThrow();
    }

    private static List<String> findings() {
        return program.findings().stream().filter(it -> it.startsWith("restore_test ")).toList();
    }

    private static TableDifference difference(RestoreReport report, String table) {
        return report.differences().stream()
                .filter(it -> it.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static int sh(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }
}
