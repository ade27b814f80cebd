package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.type.BackupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One pg_dump of the database as its owner. Rows are counted in the very snapshot that is dumped,
 * so that a restore can be compared exactly, however busy the database is.
 */
final class Dump {

    private static final Duration ROLES_LIMIT = Duration.ofMinutes(5);

    // Of rows that a policy hides, an error shall tell: a backup of the others is none.
    private static final String BEGIN =
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL row_security = off; SET"
                + " LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = '60s'";

    // A process that was killed leaves its pg_dump at work.
    private static final String END_ORPHANS =
            """
            SELECT count(pg_terminate_backend(pid))
            FROM pg_stat_activity
            WHERE application_name = :application
              AND usename = current_user
              AND datname = current_database()
            """;

    private final BackupParts parts;
    private final BackupFiles files;
    private final String application;
    private final BooleanSupplier stop;

    Dump(BackupParts parts, BackupFiles files, long id, BooleanSupplier stop) {
        this.parts = parts;
        this.files = files;
        this.application = application(id);
        this.stop = stop;
    }

    /**
     * Makes the dump.
     *
     * @param last bytes of the one before, by which the space is estimated
     * @return what was made; empty when somebody asked to stop
     * @throws BackupFailedException when pg_dump refuses
     */
    Optional<BackupRuns.Made> make(Optional<Long> last) throws SQLException, IOException {
        try (Connection connection = parts.parts().owner().open()) {
            JdbcClient owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            ServerState server = ServerState.of(owner);
            PostgresProgram program = parts.programs().require("pg_dump", server.major());
            files.makeFolder();
            DiskSpace.of(parts.folder())
                    .require(
                            last.map(bytes -> bytes + bytes / 2).orElse(server.tableBytes()),
                            parts.settings().reserve().toBytes());
            owner.sql(BEGIN).update();
            String snapshot = owner.sql("SELECT pg_export_snapshot()").query(String.class).single();
            Optional<List<TableState>> counted = dump(program, snapshot, owner);
            if (counted.isEmpty() || !dumpRoles(program)) {
                return Optional.empty();
            }
            return Optional.of(publish(server, counted.get()));
        }
    }

    private Optional<List<TableState>> dump(
            PostgresProgram program, String snapshot, JdbcClient owner) throws IOException {
        List<String> command =
                List.of(
                        program.file().toString(),
                        "--format=custom",
                        "--no-password",
                        "--lock-wait-timeout=60000",
                        "--snapshot=" + snapshot,
                        "--file=" + BackupFiles.create(files.part()));
        if (!isDone(ChildProgram.run(command, environment(), stop), "pg_dump")) {
            return Optional.empty();
        }
        List<TableState> counted = new ArrayList<>();
        for (TableState table : TableState.of(owner)) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            counted.add(table.counted(owner));
        }
        return Optional.of(counted);
    }

    private boolean dumpRoles(PostgresProgram program) throws IOException {
        List<String> command =
                List.of(
                        program.sibling("pg_dumpall").toString(),
                        "--roles-only",
                        "--no-role-passwords",
                        "--no-password",
                        "--database=" + parts.owner().database(),
                        "--file=" + BackupFiles.create(files.roles()));
        long end = System.nanoTime() + ROLES_LIMIT.toNanos();
        return isDone(
                ChildProgram.run(
                        command,
                        environment(),
                        () -> stop.getAsBoolean() || System.nanoTime() > end),
                "pg_dumpall");
    }

    private BackupRuns.Made publish(ServerState server, List<TableState> counted)
            throws IOException {
        Checksum.force(files.part());
        String checksum = Checksum.of(files.part());
        new BackupManifest(
                        BackupKind.LOGICAL,
                        parts.owner().database(),
                        server.at(),
                        server.major(),
                        server.lsn(),
                        counted)
                .write(files, parts.parts().json());
        BackupFiles.write(files.checksum(), Checksum.line(checksum, files.main()));
        files.publish();
        return new BackupRuns.Made(Files.size(files.main()), checksum, server.lsn());
    }

    private boolean isDone(ChildProgram.Ended ended, String program) {
        if (ended.stopped()) {
            return false;
        }
        if (ended.code() != 0) {
            throw new BackupFailedException(
                    program + " ended with " + ended.code() + ": " + ended.reason());
        }
        return true;
    }

    private Map<String, String> environment() {
        return LibpqEnvironment.of(parts.owner(), application);
    }

    /** Ends what a killed process left at work, and removes what it left on the disk. */
    static void tidy(BackupParts parts, Backup dead) throws SQLException, IOException {
        try (Connection connection = parts.parts().owner().open()) {
            JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql(END_ORPHANS)
                    .param("application", application(dead.id()))
                    .query(Long.class)
                    .single();
        }
        dead.files().delete();
    }

    private static String application(long id) {
        return "matchmill backup " + id;
    }
}
