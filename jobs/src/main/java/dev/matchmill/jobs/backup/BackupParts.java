package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What backups are made of.
 *
 * @param owner who owns the schema, and so may read all of it
 * @param replication who may take base backups
 * @param programs where PostgreSQL's programs are
 */
public record BackupParts(
        RecurringParts parts,
        BackupSettings settings,
        DatabaseAddress owner,
        DatabaseAddress replication,
        PostgresPrograms programs,
        Clock clock) {

    /** Where backups go. */
    Path folder() {
        return settings.folderIn(parts.home());
    }

    /** Where the server's log is, if it is archived where this machine can see it. */
    Optional<WalArchive> archive() {
        return settings.archiveFolder()
                .or(() ->
                        owner.source() == DatabaseSource.LOCAL
                                ? Optional.of(parts.home().resolve("postgres").resolve("archive"))
                                : Optional.empty())
                .filter(Files::isDirectory)
                .map(WalArchive::new);
    }

    BackupRuns runs() {
        return new BackupRuns(parts.writes(), parts.jdbc());
    }
}
