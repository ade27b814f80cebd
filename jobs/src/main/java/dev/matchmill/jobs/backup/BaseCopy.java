package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.BackupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One pg_basebackup: a plain copy with the log it needs, every file under SHA-256. */
final class BaseCopy {

    private final BackupParts parts;
    private final BackupFiles files;
    private final String application;
    private final BooleanSupplier stop;

    BaseCopy(BackupParts parts, BackupFiles files, long id, BooleanSupplier stop) {
        this.parts = parts;
        this.files = files;
        this.application = "matchmill backup " + id;
        this.stop = stop;
    }

    /**
     * Makes the copy and checks it.
     *
     * @return what was made; empty when somebody asked to stop
     * @throws PreconditionException when this server cannot be copied so
     * @throws BackupFailedException when a program refuses, or the copy is damaged
     */
    Optional<BackupRuns.Made> make() throws IOException {
        ServerState server = ServerState.of(parts.parts().jdbc());
        if (server.tablespaces() > 0) {
            throw new PreconditionException(
                    "The server has tablespaces of its own, which a plain base backup would write"
                            + " to their old places: use pg_basebackup --format=tar by hand, or"
                            + " pgBackRest.");
        }
        PostgresProgram program = parts.programs().require("pg_basebackup", server.major());
        files.makeFolder();
        DiskSpace.of(parts.folder())
                .require(server.serverBytes(), parts.settings().reserve().toBytes());
        if (!run(copyCommand(program)) || !verify(program.sibling("pg_verifybackup"), server)) {
            return Optional.empty();
        }
        return Optional.of(publish(server));
    }

    private List<String> copyCommand(PostgresProgram program) {
        return List.of(
                program.file().toString(),
                "--pgdata=" + files.part(),
                "--format=plain",
                "--wal-method=stream",
                "--checkpoint=fast",
                "--manifest-checksums=SHA256",
                "--label=" + application,
                "--no-password");
    }

    private boolean verify(Path program, ServerState server) {
        // It reads the log as well, which only that of the same release can.
        boolean isOfServer =
                Files.isExecutable(program)
                        && new PostgresPrograms(List.of(program.resolveSibling("")))
                                .all(program.getFileName().toString()).stream()
                                        .anyMatch(one -> one.major() == server.major());
        return !isOfServer || run(List.of(program.toString(), "--quiet", files.part().toString()));
    }

    private BackupRuns.Made publish(ServerState server) throws IOException {
        String checksum = Checksum.of(files.part().resolve(BaseManifest.NAME));
        BaseManifest manifest = BaseManifest.read(files.part(), parts.parts().json());
        new BackupManifest(
                        BackupKind.PHYSICAL,
                        parts.owner().database(),
                        server.at(),
                        server.major(),
                        manifest.endLsn(),
                        TableState.of(parts.parts().jdbc()))
                .write(files, parts.parts().json());
        long size = size(files.part());
        files.publish();
        return new BackupRuns.Made(size, checksum, manifest.endLsn());
    }

    private boolean run(List<String> command) {
        ChildProgram.Ended ended = ChildProgram.run(command, environment(), stop);
        if (ended.stopped()) {
            return false;
        }
        if (ended.code() != 0) {
            throw new BackupFailedException(
                    Path.of(command.getFirst()).getFileName()
                            + " ended with "
                            + ended.code()
                            + ": "
                            + ended.reason());
        }
        return true;
    }

    private Map<String, String> environment() {
        return LibpqEnvironment.of(parts.replication(), application);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
