package dev.matchmill.jobs.keys;

import dev.matchmill.config.encryption.KeyRecord;
import dev.matchmill.config.encryption.KeyRegister;
import dev.matchmill.jobs.report.TextTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All keys, with what uses them. */
public record KeyListing(JdbcClient jdbc, Clock clock) {

    /**
     * One key.
     *
     * @param state a {@link KeyRecord.State} in lower case
     * @param ageDays since it was made, rounded down
     * @param encryptions given out, in blocks; at most 2^32
     * @param rows that name it
     */
    public record Line(
            String id,
            String purpose,
            String state,
            String algorithm,
            Instant createdAt,
            Optional<Instant> supersededAt,
            Optional<Instant> rotatedAt,
            Optional<Instant> destroyedAt,
            long ageDays,
            long encryptions,
            long rows) {}

    /** By purpose and age. */
    public List<Line> lines() {
        Map<String, Long> rows = new KeyUsage(jdbc).rows();
        return new KeyRegister(jdbc)
                .all().stream().map(key -> line(key, rows.getOrDefault(key.id(), 0L))).toList();
    }

    /** As a table for people. */
    public static String table(List<Line> lines) {
        if (lines.isEmpty()) {
            return "there is no key yet: the first value that is encrypted makes one\n";
        }
        TextTable table =
                new TextTable("id", "purpose", "state", "algorithm", "days", "encryptions", "rows");
        lines.forEach(line ->
                table.row(
                        line.id(),
                        line.purpose(),
                        line.state(),
                        line.algorithm(),
                        line.ageDays(),
                        line.encryptions(),
                        line.rows()));
        return table.render();
    }

    private Line line(KeyRecord key, long rows) {
        return new Line(
                key.id(),
                key.purpose(),
                key.state().name().toLowerCase(Locale.ROOT),
                key.algorithm(),
                key.createdAt(),
                key.supersededAt(),
                key.rotatedAt(),
                key.destroyedAt(),
                Math.max(0, Duration.between(key.createdAt(), clock.instant()).toDays()),
                key.encryptions(),
                rows);
    }
}
