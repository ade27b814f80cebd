package dev.matchmill.jobs.maintain;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Tally;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.migrations.type.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists, plans and runs of recurring jobs, for people and as JSON. Holds no personal data. */
public record MaintainText(JdbcClient jdbc, JsonMapper json) {

    private static final TypeReference<Map<String, Map<String, Object>>> SUMMARY =
            new TypeReference<>() {};

    private static final String RUNS =
            """
            SELECT m.job_name, m.status::text AS status,
                   extract(epoch FROM m.finished_at - m.started_at)::float8 AS seconds,
                   m.rows_affected, m.summary::text AS summary, m.error_message
            FROM ops.maintenance_runs m
            JOIN pipeline.runs r ON r.batch_job_execution_id = m.batch_job_execution_id
            WHERE r.id = :run
            ORDER BY m.id
            """;

    private static final String REGISTER =
            """
            SELECT job_name, cron, max_age::text AS max_age, is_enabled,
                   to_char(last_succeeded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')
                       AS last_succeeded
            FROM ops.scheduled_jobs
            """;

    private record Ran(
            String jobName,
            String status,
            double seconds,
            long rowsAffected,
            String summary,
            @Nullable String errorMessage) {}

    private record Registered(
            String jobName,
            @Nullable String cron,
            String maxAge,
            boolean isEnabled,
            @Nullable String lastSucceeded) {}

    /** The jobs of one execution, in the order they ran. */
    public String runTable(RunId run) {
        TextTable table = new TextTable("job", "status", "rows", "held", "took", "what");
        for (Ran ran : ran(run)) {
            Map<String, Map<String, Object>> summary = json.readValue(ran.summary(), SUMMARY);
            String error = ran.errorMessage();
            table.row(
                    ran.jobName(),
                    ran.status(),
                    ran.rowsAffected(),
                    sum(summary.getOrDefault("held", Map.of())),
                    String.format(Locale.ROOT, "%.1f s", ran.seconds()),
                    error == null ? what(summary) : error);
        }
        return table.isEmpty() ? "no job was due\n" : table.render();
    }

    public String runJson(RunId run) {
        return json.writeValueAsString(
                ran(run).stream()
                        .map(ran -> {
                            Map<String, Object> map = new LinkedHashMap<>();
                            map.put("job", ran.jobName());
                            map.put("status", ran.status());
                            map.put("seconds", ran.seconds());
                            map.put("rows_affected", ran.rowsAffected());
                            map.putAll(json.readValue(ran.summary(), SUMMARY));
                            map.put("error", ran.errorMessage());
                            return map;
                        })
                        .toList());
    }

    /** What would be done. */
    public String planTable(Map<Duty, Tally> plan) {
        TextTable table = new TextTable("job", "due", "held", "what");
        plan.forEach((duty, tally) ->
                table.row(duty.name(), tally.rows(), tally.rowsHeld(), what(maps(tally))));
        return table.render();
    }

    public String planJson(Map<Duty, Tally> plan) {
        return json.writeValueAsString(
                plan.entrySet().stream()
                        .map(entry -> {
                            Map<String, Object> map = new LinkedHashMap<>();
                            map.put("job", entry.getKey().name());
                            map.putAll(entry.getValue().toMap());
                            return map;
                        })
                        .toList());
    }

    /** Every job, when it is due and when it last succeeded. */
    public String listTable(MaintenanceJobs jobs) {
        TextTable table =
                new TextTable(
                        "", "job", "frequency", "cron (UTC)", "max age", "last success", "does");
        list(jobs)
                .forEach(job ->
                        table.row(
                                orEmpty(job.get("id")),
                                orEmpty(job.get("job")),
                                Boolean.TRUE.equals(job.get("enabled"))
                                        ? orEmpty(job.get("frequency"))
                                        : "switched off",
                                orEmpty(job.get("cron")),
                                orEmpty(job.get("max_age")),
                                orEmpty(job.get("last_success")),
                                orEmpty(job.get("does"))));
        return table.render();
    }

    public String listJson(MaintenanceJobs jobs) {
        return json.writeValueAsString(list(jobs));
    }

    private List<Map<String, Object>> list(MaintenanceJobs jobs) {
        Map<String, Registered> register =
                jdbc.sql(REGISTER).query(Registered.class).list().stream()
                        .collect(Collectors.toMap(Registered::jobName, it -> it));
        return jobs.duties().stream().map(duty -> entry(duty, register.get(duty.name()))).toList();
    }

    private static Map<String, Object> entry(Duty duty, @Nullable Registered row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", duty.id());
        map.put("job", duty.name());
        map.put("frequency", duty.frequency().label());
        map.put("cron", row == null ? null : row.cron());
        map.put("max_age", row == null ? null : row.maxAge());
        map.put("enabled", row == null || row.isEnabled());
        map.put("last_success", row == null ? null : row.lastSucceeded());
        map.put("does", duty.does());
        return map;
    }

    private List<Ran> ran(RunId run) {
        return jdbc.sql(RUNS).param("run", run.value()).query(Ran.class).list();
    }

    private static Map<String, Map<String, Object>> maps(Tally tally) {
        return Map.of("affected", new LinkedHashMap<>(tally.affected()), "noted", tally.noted());
    }

    private static String what(Map<String, Map<String, Object>> summary) {
        Map<String, Object> all = new LinkedHashMap<>(summary.getOrDefault("affected", Map.of()));
        all.putAll(summary.getOrDefault("noted", Map.of()));
        return all.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Number || isWord(entry.getValue()))
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static boolean isWord(Object figure) {
        return figure instanceof String || figure instanceof Boolean;
    }

    private static long sum(Map<String, Object> counts) {
        return counts.values().stream().mapToLong(count -> ((Number) count).longValue()).sum();
    }

    private static Object orEmpty(@Nullable Object cell) {
        return cell == null ? "" : cell;
    }
}
