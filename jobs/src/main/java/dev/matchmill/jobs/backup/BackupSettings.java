package dev.matchmill.jobs.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where backups go, how long they stay, and from when on they are a finding.
 *
 * @param folder where they go; empty: {@code backups} in the home folder
 * @param programs folder of pg_dump, pg_restore and their like; empty: searched for
 * @param walArchive folder in which the server's {@code archive_command} puts its log; empty: what
 *     the local server uses, if it archives
 * @param keep how long a backup stays; the newest good one of each kind always does
 * @param spacing a daily run makes no dump while one is younger than that
 * @param reserve bytes that must stay free on the disk
 * @param dumpAge age of the newest dump that is a finding
 * @param baseAge age of the newest base backup that is a finding, where there is one
 * @param restoreGoal longest time a restore may take
 * @param lossGoal longest time whose work a restore may miss
 * @param replicationUsername role with REPLICATION that takes base backups; empty: the local
 *     server's {@code postgres}, elsewhere the schema's owner
 * @param replicationPassword its password; from the environment or a file only
 * @param replicationPasswordFile file that holds it, instead of {@code replicationPassword}
 */
@ConfigurationProperties(prefix = "matchmill.jobs.backup", ignoreUnknownFields = false)
public record BackupSettings(
        @DefaultValue("") String folder,
        @DefaultValue("") String programs,
        @DefaultValue("") String walArchive,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("12h") Duration spacing,
        @DefaultValue("1GB") DataSize reserve,
        @DefaultValue("26h") Duration dumpAge,
        @DefaultValue("8d") Duration baseAge,
        @DefaultValue("15m") Duration restoreGoal,
        @DefaultValue("5m") Duration lossGoal,
        @DefaultValue("") String replicationUsername,
        @DefaultValue("") String replicationPassword,
        @DefaultValue("") String replicationPasswordFile) {

    public BackupSettings {
        require(keep, "keep");
        require(dumpAge, "dump-age");
        require(baseAge, "base-age");
        require(restoreGoal, "restore-goal");
        require(lossGoal, "loss-goal");
        if (spacing.isNegative()) {
            throw new IllegalArgumentException("matchmill.jobs.backup.spacing must be at least 0");
        }
        if (replicationUsername.isBlank()
                && !(replicationPassword + replicationPasswordFile).isBlank()) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.backup.replication-password is given, and no"
                            + " replication-username that it belongs to");
        }
    }

    /** The folder of backups of a program that lives in a home folder; absolute. */
    public Path folderIn(Path home) {
        return folder.isBlank() ? home.resolve("backups") : Path.of(folder).toAbsolutePath();
    }

    /** The same with another folder. */
    public BackupSettings in(Path other) {
        return new BackupSettings(
                other.toString(),
                programs,
                walArchive,
                keep,
                spacing,
                reserve,
                dumpAge,
                baseAge,
                restoreGoal,
                lossGoal,
                replicationUsername,
                replicationPassword,
                replicationPasswordFile);
    }

    /** Where to look for PostgreSQL's programs first, if told. */
    public Optional<Path> programsFolder() {
        return programs.isBlank() ? Optional.empty() : Optional.of(Path.of(programs));
    }

    /** Where the server archives its log, if told. */
    public Optional<Path> archiveFolder() {
        return walArchive.isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(walArchive).toAbsolutePath());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BackupSettings[folder=" + folder + ", keep=" + keep + "]";
    }

    private static void require(Duration duration, String key) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("matchmill.jobs.backup." + key + " must be above 0");
        }
    }
}
