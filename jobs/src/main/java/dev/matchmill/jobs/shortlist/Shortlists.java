package dev.matchmill.jobs.shortlist;

import dev.matchmill.migrations.type.Recommendation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Reads published matches: per posting one complete generation, best first. */
public record Shortlists(JdbcClient jdbc, JsonMapper json) {

    private static final String POSTINGS =
            """
            SELECT j.id, j.external_ref, j.title, j.location_type, j.location_city,
                   j.location_country,
                   ARRAY(SELECT skill FROM jsonb_array_elements_text(j.required_skills) AS skill
                         WHERE skill ~ '\\S') AS required,
                   ARRAY(SELECT skill FROM jsonb_array_elements_text(j.preferred_skills) AS skill
                         WHERE skill ~ '\\S') AS preferred,
                   coalesce(s.results_count, 0) AS results_count, s.refreshed_at,
                   s.job_id IS NOT NULL
                       AND greatest(j.updated_at, w.updated_at) > l.looked_at AS stale
            FROM jobs j
            JOIN organizations o ON o.id = j.organization_id
            LEFT JOIN organization_settings w ON w.organization_id = o.id
            LEFT JOIN pipeline.match_looks l ON true
            LEFT JOIN pipeline.match_job_states s ON s.job_id = j.id
            WHERE j.status = 'open'
              AND j.deleted_at IS NULL
              AND (CAST(:reference AS text) IS NULL OR j.external_ref = :reference
                   OR j.id::text = :reference AND NOT EXISTS (
                       SELECT 1
                       FROM jobs named
                       WHERE named.external_ref = :reference
                         AND named.deleted_at IS NULL))
              AND (CAST(:organization AS text) IS NULL OR o.name = :organization)
            ORDER BY j.id
            """;

    // One statement for all postings, however many: the list of all would ask once for each.
    private static final String ROWS =
            """
            SELECT posting.id AS posting, best.*
            FROM unnest(:postings) AS posting (id)
            CROSS JOIN LATERAL (
                SELECT m.rank, m.candidate_id, m.score, m.recommendation, m.breakdown,
                       CASE WHEN jsonb_exists(c.metadata, 'name_unknown') THEN ''
                            ELSE c.full_name END AS name,
                       concat_ws(', ', c.current_title, c.current_company) AS headline,
                       concat_ws(', ', c.location_city, c.location_state, c.location_country)
                           AS place,
                       ARRAY(SELECT DISTINCT r.external_id
                             FROM pipeline.source_records r
                             JOIN pipeline.ingestion_sources s ON s.id = r.source_id
                             JOIN jobs j ON j.id = m.job_id
                                        AND j.organization_id = s.organization_id
                             WHERE r.candidate_id = c.id
                             ORDER BY r.external_id) AS sources,
                       EXISTS (SELECT 1
                               FROM applications a
                               WHERE a.job_id = m.job_id
                                 AND a.candidate_id = c.id
                                 AND a.status NOT IN ('rejected', 'withdrawn')
                                 AND a.deleted_at IS NULL
                                 AND a.restricted_at IS NULL) AS applicant,
                       c.updated_at > l.looked_at
                           OR m.breakdown ->> 'text_sha256'
                               IS DISTINCT FROM encode(t.text_sha256, 'hex') AS stale
                FROM pipeline.current_matches m
                JOIN candidates c ON c.id = m.candidate_id
                LEFT JOIN pipeline.candidate_texts t ON t.candidate_id = c.id
                LEFT JOIN pipeline.match_looks l ON true
                WHERE m.job_id = posting.id
                  AND c.deleted_at IS NULL
                  AND c.anonymized_at IS NULL
                  AND c.restricted_at IS NULL
                  AND c.merged_into_id IS NULL
                ORDER BY m.rank
                LIMIT :top
            ) best
            ORDER BY posting.id, best.rank
            """;

    /** The report with skills as people write them; unknown ones stay as they are. */
    public ShortlistReport named(ShortlistReport report) {
        return report.named(SkillNames.read(jdbc));
    }

    /**
     * The shortlist of one open posting, or of all.
     *
     * @param reference external reference, or the id; null for all
     * @param top rows for each posting
     * @param now when nothing was ever matched
     */
    public ShortlistReport read(@Nullable String reference, int top, Instant now) {
        return read(reference, null, top, now);
    }

    /** As {@link #read}, of every open posting of one organization. */
    public ShortlistReport readOf(String organization, int top, Instant now) {
        return read(null, organization, top, now);
    }

    private ShortlistReport read(
            @Nullable String reference, @Nullable String organization, int top, Instant now) {
        List<Found> found =
                jdbc.sql(POSTINGS)
                        .param("reference", reference)
                        .param("organization", organization)
                        .query((row, _) -> posting(row))
                        .list();
        Map<Long, List<ShortlistRow>> rows = rows(found, top);
        List<PostingShortlist> shortlists = new ArrayList<>();
        for (Found posting : found) {
            shortlists.add(posting.with(rows.getOrDefault(posting.id(), List.of())));
        }
        Instant at =
                found.stream()
                        .flatMap(posting -> posting.refreshedAt().stream())
                        .max(Instant::compareTo)
                        .orElse(now);
        return new ShortlistReport(at, shortlists);
    }

    private record Found(
            long id,
            String reference,
            String title,
            String place,
            List<String> required,
            List<String> preferred,
            int matches,
            boolean stale,
            Optional<Instant> refreshedAt) {

        PostingShortlist with(List<ShortlistRow> rows) {
            return new PostingShortlist(
                    reference, title, place, required, preferred, matches, stale, rows);
        }
    }

    private static Found posting(ResultSet row) throws SQLException {
        String reference = row.getString("external_ref");
        var refreshed = row.getTimestamp("refreshed_at");
        return new Found(
                row.getLong("id"),
                reference == null ? Long.toString(row.getLong("id")) : reference,
                row.getString("title"),
                place(row),
                texts(row, "required"),
                texts(row, "preferred"),
                row.getInt("results_count"),
                row.getBoolean("stale"),
                refreshed == null ? Optional.empty() : Optional.of(refreshed.toInstant()));
    }

    private static String place(ResultSet row) throws SQLException {
        String type = row.getString("location_type");
        List<String> parts =
                Stream.of(
                                row.getString("location_city"),
                                row.getString("location_country"),
                                "onsite".equals(type) ? null : type)
                        .filter(part -> part != null && !part.isBlank())
                        .toList();
        return String.join(", ", parts);
    }

    private Map<Long, List<ShortlistRow>> rows(List<Found> postings, int top) {
        Set<Long> stale =
                postings.stream().filter(Found::stale).map(Found::id).collect(Collectors.toSet());
        Map<Long, List<ShortlistRow>> rows = new HashMap<>();
        jdbc.sql(ROWS)
                .param("postings", postings.stream().map(Found::id).toArray(Long[]::new))
                .param("top", top)
                .query(row -> {
                    long posting = row.getLong("posting");
                    rows.computeIfAbsent(posting, _ -> new ArrayList<>())
                            .add(row(row, stale.contains(posting)));
                });
        return rows;
    }

    private ShortlistRow row(ResultSet row, boolean isStalePosting) throws SQLException {
        StoredBreakdown breakdown = new StoredBreakdown(json.readTree(row.getString("breakdown")));
        return new ShortlistRow(
                row.getInt("rank"),
                row.getLong("candidate_id"),
                row.getString("name"),
                row.getString("headline"),
                row.getString("place"),
                row.getDouble("score"),
                Recommendation.valueOf(row.getString("recommendation").toUpperCase(Locale.ROOT)),
                breakdown.figures("contributions"),
                breakdown.matched(),
                breakdown.texts("missing"),
                texts(row, "sources"),
                row.getBoolean("applicant"),
                isStalePosting || row.getBoolean("stale"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
