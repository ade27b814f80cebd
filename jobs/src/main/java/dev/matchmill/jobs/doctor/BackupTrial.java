package dev.matchmill.jobs.doctor;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at the backups of a database. */
public final class BackupTrial {

    private BackupTrial() {}

    /**
     * Judges them.
     *
     * @param refusal why no dump can be made on this machine; empty when one can
     */
    public static Finding run(JdbcClient jdbc, Optional<String> refusal, Clock clock) {
        return Backups.read(jdbc, refusal, clock).judge();
    }
}
