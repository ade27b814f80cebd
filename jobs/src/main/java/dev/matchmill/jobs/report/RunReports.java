package dev.matchmill.jobs.report;

import dev.matchmill.migrations.type.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What runs did, as tables for people and as JSON for programs. Holds no personal data. */
public final class RunReports {

    private static final String BOOKS =
            """
            SELECT r.id, r.command, r.status, r.started_at, r.finished_at, r.exit_code,
                   r.seen_count, r.stored_count, r.unchanged_count, r.duplicate_count,
                   r.suppressed_count, r.rejected_count, r.deferred_count, r.report,
                   r.error_message
            FROM pipeline.runs r
            """;

    private static final String ONE = BOOKS + "WHERE r.id = :id";

    private static final String LATEST =
            BOOKS
                    + """
                    WHERE r.status <> 'running'
                    ORDER BY r.id DESC
                    LIMIT :limit
                    """;

    private static final String LAST =
            """
            SELECT id
            FROM pipeline.runs
            WHERE command <> 'import'
              AND status <> 'running'
            ORDER BY id DESC
            LIMIT 1
            """;

    private static final String SOURCES =
            """
            SELECT s.location, i.status, i.seen_count, i.stored_count, i.unchanged_count,
                   i.duplicate_count, i.suppressed_count, i.rejected_count, i.deferred_count
            FROM pipeline.ingestion_runs i
            JOIN pipeline.ingestion_sources s ON s.id = i.source_id
            WHERE i.run_id = :id
            ORDER BY i.id
            """;

    private static final List<String> COUNTS =
            List.of(
                    "seen",
                    "stored",
                    "unchanged",
                    "duplicate",
                    "suppressed",
                    "rejected",
                    "deferred");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public RunReports(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The last finished run that was no import, if there was one. */
    public Optional<RunId> last() {
        return jdbc.sql(LAST).query(Long.class).optional().map(RunId::new);
    }

    /** One run as a JSON object. */
    public String json(RunId id) {
        return find(id).map(json::writeValueAsString).orElse("null");
    }

    /** The latest runs as a JSON array, newest first. */
    public String listJson(int limit) {
        return json.writeValueAsString(latest(limit));
    }

    /** The latest runs, newest first. */
    public String listTable(int limit) {
        TextTable table =
                new TextTable(
                        "run", "command", "status", "exit", "started (UTC)", "took", "seen",
                        "stored", "unchanged", "duplicate", "suppressed", "rejected", "deferred");
        for (Map<String, Object> run : latest(limit)) {
            table.row(
                    run.get("id"),
                    run.get("command"),
                    run.get("status"),
                    run.getOrDefault("exit_code", ""),
                    run.get("started_at").toString().replace('T', ' ').replaceAll("\\..*|Z", ""),
                    took(run),
                    run.get("seen"),
                    run.get("stored"),
                    run.get("unchanged"),
                    run.get("duplicate"),
                    run.get("suppressed"),
                    run.get("rejected"),
                    run.get("deferred"));
        }
        return table.isEmpty() ? "no run has finished yet\n" : table.render();
    }

    /** One run for people; the books show that they balance. */
    public String table(RunId id) {
        Map<String, Object> run =
                find(id).orElseThrow(() -> new IllegalArgumentException("no run " + id.value()));
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "run %s (%s): %s, took %s%n",
                        run.get("id"), run.get("command"), run.get("status"), took(run)));
        List<String> parts = new ArrayList<>();
        for (String count : COUNTS.subList(1, COUNTS.size())) {
            parts.add(run.get(count) + " " + count);
        }
        out.append("  items      ")
                .append(run.get("seen"))
                .append(" seen = ")
                .append(String.join(" + ", parts))
                .append('\n');
        Object report = run.get("report");
        if (report instanceof Map<?, ?> counters) {
            append(out, "reasons    ", reasons(counters.get("reasons")));
            append(
                    out,
                    "embedded   ",
                    counters.get("embedded_candidates")
                            + " candidates, "
                            + counters.get("embedded_postings")
                            + " postings");
            append(
                    out,
                    "matched    ",
                    counters.get("matched_postings")
                            + " postings, "
                            + counters.get("matches")
                            + " matches");
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String name, String text) {
        if (!text.isEmpty()) {
            out.append("  ").append(name).append(text).append('\n');
        }
    }

    private static String reasons(@Nullable Object reasons) {
        if (!(reasons instanceof Map<?, ?> counts)) {
            return "";
        }
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(reason -> reason.getValue() + " " + reason.getKey())
                        .toList());
    }

    private Optional<Map<String, Object>> find(RunId id) {
        return jdbc.sql(ONE)
                .param("id", id.value())
                .query((row, _) -> run(row))
                .optional()
                .map(
                        run -> {
                            run.put("sources", sources(id));
                            return run;
                        });
    }

    private List<Map<String, Object>> latest(int limit) {
        return jdbc.sql(LATEST).param("limit", limit).query((row, _) -> run(row)).list();
    }

    private Map<String, Object> run(java.sql.ResultSet row) throws java.sql.SQLException {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", row.getLong("id"));
        run.put("command", row.getString("command"));
        run.put("status", row.getString("status"));
        run.put("started_at", row.getTimestamp("started_at").toInstant());
        if (row.getTimestamp("finished_at") != null) {
            run.put("finished_at", row.getTimestamp("finished_at").toInstant());
        }
        int exitCode = row.getInt("exit_code");
        if (!row.wasNull()) {
            run.put("exit_code", exitCode);
        }
        for (String count : COUNTS) {
            run.put(count, row.getLong(count + "_count"));
        }
        run.put("report", json.readValue(row.getString("report"), Map.class));
        if (row.getString("error_message") != null) {
            run.put("error", row.getString("error_message"));
        }
        return run;
    }

    private List<Map<String, Object>> sources(RunId id) {
        return jdbc.sql(SOURCES)
                .param("id", id.value())
                .query(
                        (row, _) -> {
                            Map<String, Object> source = new LinkedHashMap<>();
                            source.put("location", row.getString("location"));
                            source.put("status", row.getString("status"));
                            for (String count : COUNTS) {
                                source.put(count, row.getLong(count + "_count"));
                            }
                            return source;
                        })
                .list();
    }

    private static String took(Map<String, Object> run) {
        if (run.get("started_at") instanceof Instant started
                && run.get("finished_at") instanceof Instant finished) {
            Duration took = Duration.between(started, finished);
            return took.toMinutes() > 0
                    ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                    : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
        return "";
    }
}
