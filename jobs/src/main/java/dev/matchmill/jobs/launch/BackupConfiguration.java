package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.backup.BackupParts;
import dev.matchmill.jobs.backup.BackupSettings;
import dev.matchmill.jobs.backup.ErasureReplay;
import dev.matchmill.jobs.backup.PostgresPrograms;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** How backups and restore tests are put together. */
@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

    private static final String SUPERUSER = "postgres";

    @Bean
    @Lazy
    BackupParts backupParts(
            RecurringParts parts, BackupSettings settings, DatabaseAccess access, Clock clock) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return new BackupParts(
                parts,
                settings,
                access.owner(),
                replication(access.owner(), settings),
                PostgresPrograms.search(settings.programsFolder(), path),
                clock);
    }

    @Bean
    ErasureReplay erasureReplay(RecurringParts parts) {
        return restored ->
                new dev.matchmill.jobs.erase.ErasureReplay(
                                SubjectFingerprint.of(parts.home(), parts.privacy().get().jdbc()))
                        .replay(parts.privacy().get().dataSource(), restored);
    }

    private static DatabaseAddress replication(DatabaseAddress owner, BackupSettings settings) {
        if (!settings.replicationUsername().isBlank()) {
            return as(owner, settings.replicationUsername(), password(settings));
        }
        return owner.source() == DatabaseSource.LOCAL
                ? as(owner, SUPERUSER, owner.password())
                : owner;
    }

    private static DatabaseAddress as(
            DatabaseAddress address, String username, @Nullable String password) {
        return new DatabaseAddress(address.url(), username, password, address.source());
    }

    private static @Nullable String password(BackupSettings settings) {
        if (settings.replicationPasswordFile().isBlank()) {
            return settings.replicationPassword().isBlank() ? null : settings.replicationPassword();
        }
        try {
            return Files.readString(Path.of(settings.replicationPasswordFile())).strip();
        } catch (IOException unreadable) {
            throw new PreconditionException(
                    "The file "
                            + settings.replicationPasswordFile()
                            + " that matchmill.jobs.backup.replication-password-file names cannot"
                            + " be read.",
                    unreadable);
        }
    }
}
