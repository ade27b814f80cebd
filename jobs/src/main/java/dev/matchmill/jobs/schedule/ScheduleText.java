package dev.matchmill.jobs.schedule;

import dev.matchmill.jobs.report.TextTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The schedule for people and as JSON: what runs when, and what became of it. */
public record ScheduleText(JdbcClient jdbc, JsonMapper json, Clock clock) {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String LAST =
            """
            SELECT DISTINCT ON (job_name) job_name, due_at, node, attempt_count, takeover_count,
                   is_missed, exit_code, finished_at
            FROM ops.schedule_runs
            ORDER BY job_name, due_at DESC
            """;

    private record Last(
            String jobName,
            Instant dueAt,
            String node,
            int attemptCount,
            int takeoverCount,
            boolean isMissed,
            @Nullable Integer exitCode,
            @Nullable Instant finishedAt) {

        String outcome() {
            return isMissed
                    ? "missed"
                    : exitCode != null
                            ? Integer.toString(exitCode)
                            : finishedAt == null ? "running on " + node : "given up";
        }
    }

    /** A table, what is due next on top. */
    public String table() {
        TextTable table =
                new TextTable(
                        "next run (UTC)", "job", "cron", "zone", "last due (UTC)", "exit", "calls");
        for (Map<String, Object> job : jobs()) {
            table.row(
                    job.get("next_run") instanceof Instant at
                            ? WHEN.format(at)
                            : Objects.requireNonNull(job.get("state")),
                    Objects.requireNonNull(job.get("job")),
                    Objects.requireNonNull(job.get("cron")),
                    Objects.requireNonNull(job.get("time_zone")),
                    job.get("last_due") instanceof Instant at ? WHEN.format(at) : "",
                    Objects.requireNonNullElse(job.get("last_outcome"), ""),
                    Objects.requireNonNull(job.get("calls")));
        }
        return table.isEmpty() ? "no job has a cron expression\n" : table.render();
    }

    /** The same as a JSON array. */
    public String toJson() {
        return json.writeValueAsString(jobs());
    }

    private List<Map<String, Object>> jobs() {
        Map<String, Last> last = new LinkedHashMap<>();
        jdbc.sql(LAST).query(Last.class).list().forEach(it -> last.put(it.jobName(), it));
        return new JobRegister(jdbc)
                .all().stream()
                        .map(job -> new Row(job, nextStart(job), last.get(job.name())))
                        .sorted()
                        .map(Row::toMap)
                        .toList();
    }

    private Optional<Instant> nextStart(ScheduledJob job) {
        return job.next(clock.instant()).map(job::start);
    }

    private record Row(ScheduledJob job, Optional<Instant> next, @Nullable Last last)
            implements Comparable<Row> {

        @Override
        public int compareTo(Row other) {
            int byTime = next.orElse(Instant.MAX).compareTo(other.next.orElse(Instant.MAX));
            return byTime != 0 ? byTime : job.name().compareTo(other.job.name());
        }

        String state() {
            Integer halted = job.haltedBy();
            if (!job.isEnabled()) {
                return "off";
            } else if (halted != null) {
                return "halted by exit code " + halted;
            }
            return job.fault().orElse(next.isPresent() ? "scheduled" : "never due again");
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("job", job.name());
            map.put("state", state());
            next.ifPresent(at -> map.put("next_run", at));
            map.put("cron", Objects.requireNonNullElse(job.cron(), ""));
            map.put("time_zone", job.zone());
            map.put("calls", String.join(" ", job.arguments()));
            Last ran = last;
            if (ran != null) {
                map.put("last_due", ran.dueAt());
                map.put("last_outcome", ran.outcome());
                map.put("last_attempts", ran.attemptCount());
                map.put("last_takeovers", ran.takeoverCount());
            }
            return map;
        }
    }
}
