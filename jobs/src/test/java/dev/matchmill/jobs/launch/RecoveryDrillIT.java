package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.backup.BaseBackup;
import dev.matchmill.migrations.server.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill of a lost server, by the instructions of config/deploy/backup. */
class RecoveryDrillIT {

    private static final Path RESTORE =
            Path.of("..", "config", "deploy", "backup", "restore.sh").toAbsolutePath();

    @TempDir private Path folder;

    private BackupProgram program;

    @BeforeEach
    void open() {
        Path home = BackupProgram.open(folder);
        program = new BackupProgram(home, BackupProgram.server(home, true));
    }

    @AfterEach
    void close() {
        program.close();
        LocalPostgres.destroy(program.home(), _ -> {});
    }

    @Test
    void j22_drill_kill_9_the_server_wipe_its_data_restore_to_the_last_archived_moment()
            throws IOException {
        program.people("before", 1000);
        program.run(new BaseBackup(program.parts()));
        program.people("archived", 500);
        OffsetDateTime safe = program.now();
        program.archive();
        program.people("lost", 7);
        OffsetDateTime died = program.now();
        Path base = program.folder().resolve(program.baseName());
        program.close();

        ProcessHandle postmaster = program.postmaster().orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        Path data = program.home().resolve("postgres/run/data");
        String owner = Files.getOwner(data).getName();
        long began = System.nanoTime();
        assertThat(sh("rm", "-rf", data.toString())).isZero();
        assertThat(
                        sh(
                                "bash",
                                RESTORE.toString(),
                                base.toString(),
                                program.home().resolve("postgres/archive").toString(),
                                data.toString()))
                .isZero();
        assertThat(sh("chown", "-R", owner, data.toString())).isZero();
        program = new BackupProgram(program.home(), BackupProgram.server(program.home(), true));
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(program.rows().count("users WHERE email LIKE 'before%'")).isEqualTo(1000);
        assertThat(program.rows().count("users WHERE email LIKE 'archived%'")).isEqualTo(500);
        assertThat(program.rows().count("users WHERE email LIKE 'lost%'")).isZero();
        assertThat(seconds).isLessThan(900);
        assertThat(java.time.Duration.between(safe, died))
                .isLessThan(java.time.Duration.ofMinutes(5));
    }

    private static int sh(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }
}
