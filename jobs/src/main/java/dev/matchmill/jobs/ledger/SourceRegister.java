package dev.matchmill.jobs.ledger;

import dev.matchmill.jobs.run.Books;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.RunId;
import dev.matchmill.migrations.type.SourceId;
import dev.matchmill.migrations.type.SourceKind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sources, and what each run found in them. Thread-safe. */
public final class SourceRegister {

    // A folder may hold both resumes and feeds of postings: then it is two sources, and the later
    // one's name says what it is.
    private static final String INSERT_SOURCE =
            """
            INSERT INTO pipeline.ingestion_sources
                (organization_id, kind, item_type, name, location, detects_deletions)
            SELECT :organization, CAST(:kind AS ingestion_source_kind),
                   CAST(:type AS ingestion_item_type),
                   CASE WHEN EXISTS (
                       SELECT 1
                       FROM pipeline.ingestion_sources
                       WHERE organization_id = :organization
                         AND name = :location)
                   THEN :location || ' (' || :type || ')' ELSE :location END,
                   :location, :type = 'resume'
            ON CONFLICT (organization_id, name) DO NOTHING
            """;

    private static final String FIND_SOURCE =
            """
            SELECT id
            FROM pipeline.ingestion_sources
            WHERE organization_id = :organization
              AND location = :location
              AND item_type = CAST(:type AS ingestion_item_type)
            ORDER BY id
            LIMIT 1
            """;

    private static final String BEGIN =
            """
            INSERT INTO pipeline.ingestion_runs (source_id, run_id, started_at)
            VALUES (:source, :run, :now)
            RETURNING id
            """;

    private static final String SETTLED =
            """
            SELECT status, count(*) AS items
            FROM pipeline.ingestion_items
            WHERE run_id = :run
            GROUP BY status
            """;

    private static final String FINISH =
            """
            UPDATE pipeline.ingestion_runs
            SET status = CAST(:status AS run_status),
                finished_at = greatest(:now, started_at),
                stored_count = :stored,
                duplicate_count = :duplicate,
                suppressed_count = :suppressed,
                rejected_count = :rejected,
                deferred_count = :deferred
            WHERE id = :run
            RETURNING seen_count, unchanged_count
            """;

    private static final String REASONS =
            """
            SELECT reason, count(*) AS items
            FROM pipeline.ingestion_items
            WHERE run_id = :run
              AND reason IS NOT NULL
            GROUP BY reason
            ORDER BY reason
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public SourceRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The source of resumes of that organization and place, made when it is new.
     *
     * @param location identifies it in its organization
     */
    public SourceId register(OrganizationId organization, SourceKind kind, String location) {
        return register(organization, kind, location, "resume");
    }

    /** The feed of postings of that organization and place, made when it is new. */
    public SourceId registerFeed(OrganizationId organization, String location) {
        return register(organization, SourceKind.FILESYSTEM, location, "job_posting");
    }

    private SourceId register(
            OrganizationId organization, SourceKind kind, String location, String type) {
        var find =
                jdbc.sql(FIND_SOURCE)
                        .param("organization", organization.value())
                        .param("location", location)
                        .param("type", type);
        // A second time where one of the other type is made in the same moment.
        for (int attempt = 0; attempt < 2; attempt++) {
            Optional<Long> known = find.query(Long.class).optional();
            if (known.isPresent()) {
                return new SourceId(known.get());
            }
            jdbc.sql(INSERT_SOURCE)
                    .param("organization", organization.value())
                    .param("location", location)
                    .param("kind", kind.label())
                    .param("type", type)
                    .update();
        }
        return new SourceId(find.query(Long.class).single());
    }

    /** Starts the books of one source in one run; returns their id. */
    public long begin(SourceId source, RunId run) {
        return jdbc.sql(BEGIN)
                .param("source", source.value())
                .param("run", run.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Closes the books; the database refuses books that don't balance. */
    public Books finish(long ingestionRun) {
        Map<String, Long> settled = countsBy(SETTLED, ingestionRun);
        long refused = settled.getOrDefault("rejected", 0L) + settled.getOrDefault("deferred", 0L);
        var counts =
                jdbc.sql(FINISH)
                        .param("run", ingestionRun)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("status", refused == 0 ? "completed" : "completed_with_errors")
                        .param("stored", settled.getOrDefault("stored", 0L))
                        .param("duplicate", settled.getOrDefault("duplicate", 0L))
                        .param("suppressed", settled.getOrDefault("suppressed", 0L))
                        .param("rejected", settled.getOrDefault("rejected", 0L))
                        .param("deferred", settled.getOrDefault("deferred", 0L));
        return counts.query((row, _) ->
                        new Books(
                                row.getLong("seen_count"),
                                settled.getOrDefault("stored", 0L),
                                row.getLong("unchanged_count"),
                                settled.getOrDefault("duplicate", 0L),
                                settled.getOrDefault("suppressed", 0L),
                                settled.getOrDefault("rejected", 0L),
                                settled.getOrDefault("deferred", 0L)))
                .single();
    }

    /** Rejections and deferrals of one source in one run, by reason. */
    public Map<String, Long> reasons(long ingestionRun) {
        return countsBy(REASONS, ingestionRun);
    }

    private Map<String, Long> countsBy(String sql, long ingestionRun) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql(sql)
                .param("run", ingestionRun)
                .query((row, _) -> counts.put(row.getString(1), row.getLong(2)))
                .list();
        return counts;
    }
}
