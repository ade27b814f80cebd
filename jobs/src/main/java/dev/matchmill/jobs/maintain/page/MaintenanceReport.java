package dev.matchmill.jobs.maintain.page;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the recurring jobs know of the database at one instant. Holds no personal data: statements
 * are without their literals.
 *
 * @param findings open ones, worst first, then oldest first
 * @param jobs every scheduled job, by frequency and name
 * @param tables the largest first
 * @param mostRead indexes by scans, descending
 * @param leastRead large indexes by scans, ascending
 * @param statements of the last snapshot, by total time
 * @param server figures of the last snapshots, oldest first
 */
public record MaintenanceReport(
        Instant at,
        String database,
        String version,
        List<OpenFinding> findings,
        List<JobState> jobs,
        List<TableSize> tables,
        List<IndexUse> mostRead,
        List<IndexUse> leastRead,
        List<Statement> statements,
        List<ServerFigures> server) {

    /** A finding that is not resolved. */
    public record OpenFinding(
            String severity,
            String kind,
            String object,
            double metric,
            double threshold,
            Map<String, Object> detail,
            String cure,
            Instant firstSeen,
            Instant lastSeen) {}

    /**
     * A job and its last run.
     *
     * @param ageSeconds since its last success; null: never
     * @param isOverdue enabled, and its last success is older than its greatest age
     */
    public record JobState(
            String job,
            String frequency,
            String maxAge,
            boolean isEnabled,
            @Nullable Double ageSeconds,
            boolean isOverdue,
            @Nullable String lastStatus,
            @Nullable Double tookSeconds,
            @Nullable Long rows,
            @Nullable Long held,
            @Nullable String error) {}

    /** A table with its partitions; growth over about a week, null while there is no snapshot. */
    public record TableSize(
            String table, long bytes, long rows, double deadShare, @Nullable Long growthBytes) {}

    /** How often an index was read since the server's statistics began. */
    public record IndexUse(String index, String table, long scans, long bytes) {}

    /** A statement, normalised. */
    public record Statement(
            String query, long calls, double totalMs, double meanMs, double maxMs) {}

    /** Figures of one hour. */
    public record ServerFigures(
            Instant at,
            long databaseBytes,
            int connections,
            int maxConnections,
            @Nullable Double tableHitRatio,
            @Nullable Double indexHitRatio,
            long deadlocks) {}

    public long count(String severity) {
        return findings.stream().filter(it -> it.severity().equals(severity)).count();
    }

    public long overdue() {
        return jobs.stream().filter(JobState::isOverdue).count();
    }

    /** As JSON: one object, names in lower snake case. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", at.toString());
        map.put("database", database);
        map.put("version", version);
        map.put("findings", findings);
        map.put("jobs", jobs);
        map.put("tables", tables);
        map.put("most_read_indexes", mostRead);
        map.put("least_read_indexes", leastRead);
        map.put("statements", statements);
        map.put("server", server);
        return map;
    }
}
