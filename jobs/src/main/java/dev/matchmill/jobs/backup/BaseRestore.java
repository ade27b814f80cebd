package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.RestoredCopy;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Recovers a base backup and the archived log on a new server of its own. */
record BaseRestore(BackupParts parts, long segmentSize, BooleanSupplier stop) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'");

    /**
     * Recovers it.
     *
     * @param home an empty home folder for the server
     * @param target when to stop; empty: at the end of what was archived
     * @return the database; empty when somebody asked to stop
     * @throws dev.matchmill.migrations.PreconditionException when there is no such server here, or
     *     the log does not reach the target
     */
    Optional<RestoredDatabase> restore(
            BackupFiles files, BackupManifest manifest, Path home, Optional<OffsetDateTime> target)
            throws IOException {
        RestoredCopy copy = new RestoredCopy(home);
        copy.runAs(parts.parts().home());
        if (!copy(files.main(), copy.data())) {
            return Optional.empty();
        }
        Optional<WalArchive> archive = parts.archive();
        if (archive.isPresent()) {
            BaseManifest base = BaseManifest.read(files.main(), parts.parts().json());
            archive.get().copyFrom(base.start().segment(segmentSize), copy.wal());
        }
        copy.recoverUntil(
                target.map(time -> List.of("recovery_target_time = '" + text(time) + "'"))
                        .orElse(List.of()));
        LocalPostgres server = LocalPostgres.recover(copy, parts.owner(), _ -> {});
        OffsetDateTime reached =
                RecoveryLog.lastTransaction(Files.readAllLines(copy.log()))
                        .orElse(manifest.takenAt());
        return Optional.of(new RestoredDatabase(server, server.address(), reached));
    }

    // While the server reads its settings it knows no name of a zone, not even Z.
    private static String text(OffsetDateTime time) {
        return TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private boolean copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(file, to.resolve(from.relativize(file)));
                        return stop.getAsBoolean()
                                ? FileVisitResult.TERMINATE
                                : FileVisitResult.CONTINUE;
                    }
                });
        return !stop.getAsBoolean();
    }
}
