package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.BackupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a backup still is what was made: its checksum, and PostgreSQL's own look at it. */
public record BackupVerification(BackupParts parts) {

    private static final Duration PATIENCE = Duration.ofHours(6);

    /**
     * What was found.
     *
     * @param problem empty when it is whole
     */
    public record Verdict(Backup backup, Optional<String> problem) {}

    /**
     * Checks a backup.
     *
     * @param id empty: the newest good one of each kind
     * @throws PreconditionException when there is none
     */
    public List<Verdict> verify(Optional<Long> id) {
        BackupRuns runs = parts.runs();
        List<Backup> chosen =
                id.isPresent()
                        ? runs.find(id.get()).filter(Backup::isGood).stream().toList()
                        : List.of(BackupKind.LOGICAL, BackupKind.PHYSICAL).stream()
                                .flatMap(kind -> runs.lastGood(kind).stream())
                                .toList();
        if (chosen.isEmpty()) {
            throw new PreconditionException(
                    "There is no such complete backup; see: matchmill backup list.");
        }
        return chosen.stream().map(this::verify).toList();
    }

    private Verdict verify(Backup backup) {
        try {
            boolean isDump = backup.kind() == BackupKind.LOGICAL;
            Path file =
                    isDump
                            ? backup.files().main()
                            : backup.files().main().resolve(BaseManifest.NAME);
            if (!Files.isRegularFile(file)) {
                return broken(backup, file + " is missing");
            }
            if (!Checksum.of(file).equals(backup.checksum())) {
                return broken(backup, "the checksum is another one");
            }
            int server = BackupManifest.read(backup.files(), parts.parts().json()).server();
            return isDump ? contents(backup, server) : files(backup, server);
        } catch (IOException | BackupFailedException refused) {
            return broken(backup, Refusal.text(Refusal.of(refused)));
        }
    }

    private Verdict contents(Backup backup, int server) {
        PostgresProgram program = parts.programs().require("pg_restore", server);
        ChildProgram.Ended ended = run(program, "--list", backup.files().main());
        return ended.code() == 0
                ? new Verdict(backup, Optional.empty())
                : broken(backup, ended.reason());
    }

    private Verdict files(Backup backup, int server) {
        PostgresProgram program = parts.programs().require("pg_verifybackup", server);
        ChildProgram.Ended ended = run(program, "--quiet", backup.files().main());
        return ended.code() == 0
                ? new Verdict(backup, Optional.empty())
                : broken(backup, ended.reason());
    }

    private static ChildProgram.Ended run(PostgresProgram program, String option, Path file) {
        return ChildProgram.run(
                List.of(program.file().toString(), option, file.toString()), Map.of(), PATIENCE);
    }

    private static Verdict broken(Backup backup, String problem) {
        return new Verdict(backup, Optional.of(problem));
    }
}
