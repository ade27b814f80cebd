package dev.matchmill.jobs.report;

import dev.matchmill.jobs.report.FinishedRun.SourceBooks;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.migrations.type.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads finished runs. */
record RunHistory(JdbcClient jdbc, JsonMapper json) {

    private static final String RUNS =
            """
            SELECT r.id, r.command, r.status, r.started_at, r.finished_at, r.exit_code,
                   r.seen_count, r.stored_count, r.unchanged_count, r.duplicate_count,
                   r.suppressed_count, r.rejected_count, r.deferred_count, r.report,
                   r.error_message
            FROM pipeline.runs r
            WHERE r.status <> 'running'
            """;

    private static final String ONE = RUNS + "  AND r.id = :id";

    private static final String LATEST =
            RUNS
                    + """
                      AND r.command NOT LIKE 'maintain %'
                    ORDER BY r.id DESC
                    LIMIT :limit
                    """;

    private static final String LAST =
            RUNS
                    + """
                      AND r.command <> 'import'
                      AND r.command NOT LIKE 'maintain %'
                    ORDER BY r.id DESC
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

    Optional<FinishedRun> find(RunId id) {
        return jdbc.sql(ONE)
                .param("id", id.value())
                .query((row, _) -> run(row))
                .optional()
                .map(this::withSources);
    }

    /** The last one that was no import. */
    Optional<FinishedRun> last() {
        return jdbc.sql(LAST).query((row, _) -> run(row)).optional().map(this::withSources);
    }

    /** Newest first, without the books of their sources. */
    List<FinishedRun> latest(int limit) {
        return jdbc.sql(LATEST).param("limit", limit).query((row, _) -> run(row)).list();
    }

    private FinishedRun withSources(FinishedRun run) {
        return run.with(
                jdbc.sql(SOURCES)
                        .param("id", run.id())
                        .query((row, _) ->
                                new SourceBooks(
                                        row.getString("location"),
                                        row.getString("status"),
                                        books(row)))
                        .list());
    }

    private FinishedRun run(ResultSet row) throws SQLException {
        int exitCode = row.getInt("exit_code");
        boolean unknown = row.wasNull();
        return new FinishedRun(
                row.getLong("id"),
                row.getString("command"),
                row.getString("status"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("finished_at").toInstant(),
                unknown ? null : exitCode,
                books(row),
                json.readValue(
                        row.getString("report"), new TypeReference<Map<String, Object>>() {}),
                row.getString("error_message"),
                List.of());
    }

    private static Books books(ResultSet row) throws SQLException {
        return new Books(
                row.getLong("seen_count"),
                row.getLong("stored_count"),
                row.getLong("unchanged_count"),
                row.getLong("duplicate_count"),
                row.getLong("suppressed_count"),
                row.getLong("rejected_count"),
                row.getLong("deferred_count"));
    }
}
