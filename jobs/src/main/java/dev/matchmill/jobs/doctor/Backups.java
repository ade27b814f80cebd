package dev.matchmill.jobs.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What would be left if the database were lost.
 *
 * @param refusal why no dump can be made here; empty when one can
 * @param age of the newest good dump
 * @param isArchiving whether the server archives its write-ahead log
 */
record Backups(Optional<String> refusal, Optional<Duration> age, boolean isArchiving)
        implements Check {

    private static final Duration OLD = Duration.ofHours(26);

    private static final String FACTS =
            """
            SELECT (SELECT max(started_at) FROM ops.backup_runs
                    WHERE kind = 'logical' AND status = 'completed' AND removed_at IS NULL) AS last,
                   current_setting('archive_mode') <> 'off' AS is_archiving
            """;

    private record Facts(@Nullable OffsetDateTime last, boolean isArchiving) {}

    static Backups read(JdbcClient jdbc, Optional<String> refusal, Clock clock) {
        Facts facts = jdbc.sql(FACTS).query(Facts.class).single();
        return new Backups(
                refusal,
                Optional.ofNullable(facts.last())
                        .map(last -> Duration.between(last.toInstant(), clock.instant())),
                facts.isArchiving());
    }

    @Override
    public Finding judge() {
        String found =
                age.map(time -> "last dump " + time.toHours() + " h ago").orElse("no dump yet")
                        + (isArchiving ? ", the log is archived" : ", the log is not archived");
        if (refusal.isPresent()) {
            return Finding.warn("backups", found + ", none can be made here", refusal.get());
        }
        return age.isPresent() && age.get().compareTo(OLD) <= 0
                ? Finding.ok("backups", found)
                : Finding.warn("backups", found, "Make one: ./matchmill backup logical.");
    }
}
