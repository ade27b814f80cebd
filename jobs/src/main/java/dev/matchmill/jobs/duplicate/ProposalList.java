package dev.matchmill.jobs.duplicate;

import dev.matchmill.migrations.type.DuplicateState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads proposals. Open ones only while both may be merged. */
public record ProposalList(JdbcClient jdbc, JsonMapper json) {

    private static final String PERSON =
            """
            CASE WHEN jsonb_exists(%1$s.metadata, 'name_unknown') THEN ''
                 ELSE %1$s.full_name END AS %1$s_name,
            concat_ws(', ', %1$s.current_title, %1$s.current_company) AS %1$s_headline,
            """;

    private static final String SELECT =
            "SELECT "
                    + PERSON.formatted("a")
                    + PERSON.formatted("b")
                    + """
                           p.id, CAST(p.state AS text) AS state, p.score, p.evidence,
                           p.first_candidate_id, p.second_candidate_id, p.merge_id, p.found_at,
                           p.decided_at, u.email AS decided_by
                    FROM pipeline.duplicate_proposals p
                    JOIN candidates a ON a.id = p.first_candidate_id
                    JOIN candidates b ON b.id = p.second_candidate_id
                    LEFT JOIN users u ON u.id = p.decided_by_user_id
                    """;

    private static final String PAGE =
            SELECT
                    + """
                    WHERE p.state = CAST(:state AS duplicate_state)
                      AND p.score >= :minScore
                      AND (p.state <> 'open'
                           OR num_nonnulls(
                               a.deleted_at, a.anonymized_at, a.restricted_at, a.merged_into_id,
                               b.deleted_at, b.anonymized_at, b.restricted_at, b.merged_into_id) = 0)
                    ORDER BY p.score DESC, p.id
                    LIMIT :limit
                    """;

    private static final String ONE = SELECT + "WHERE p.id = :id";

    private static final String CANDIDATES =
            """
            SELECT first_candidate_id, second_candidate_id
            FROM pipeline.duplicate_proposals
            WHERE id = :id
              AND state = 'open'
            """;

    private static final String FACTS =
            """
            SELECT f.field, f.value
            FROM candidates c
            CROSS JOIN LATERAL (
                VALUES (1, 'e-mail', CASE WHEN c.email LIKE '%@no-email.invalid' THEN NULL
                                          ELSE c.email::text END),
                       (2, 'telephone', c.phone),
                       (3, 'LinkedIn', c.linkedin_url::text),
                       (4, 'GitHub', c.github_url::text),
                       (5, 'website', coalesce(c.website_url, c.portfolio_url)::text),
                       (6, 'place', nullif(concat_ws(', ', c.location_city, c.location_state,
                                                     c.location_country), '')),
                       (7, 'worked', (
                           SELECT string_agg(
                               concat_ws(' ', x.company, x.start_date, 'to',
                                         CASE WHEN x.is_current THEN 'now'
                                              ELSE coalesce(x.end_date::text, '?') END), '; '
                               ORDER BY x.start_date DESC NULLS LAST, x.id)
                           FROM candidate_experiences x
                           WHERE x.candidate_id = c.id
                             AND x.company IS NOT NULL)),
                       (8, 'learnt', (
                           SELECT string_agg(
                               concat_ws(' ', x.school, extract(year FROM x.end_date)), '; '
                               ORDER BY x.end_date DESC NULLS LAST, x.id)
                           FROM candidate_educations x
                           WHERE x.candidate_id = c.id
                             AND x.school IS NOT NULL)),
                       (9, 'applications', (
                           SELECT nullif(count(*), 0)::text
                           FROM applications x
                           WHERE x.candidate_id = c.id)),
                       (10, 'documents', (
                           SELECT nullif(count(*), 0)::text
                           FROM candidate_documents x
                           WHERE x.candidate_id = c.id))) AS f (position, field, value)
            WHERE c.id = :id
              AND c.anonymized_at IS NULL
            ORDER BY f.position
            """;

    /** One thing that a profile says; empty when it says nothing. */
    public record Fact(String field, String value) {

        /** Without the value. */
        @Override
        public String toString() {
            return "Fact[" + field + "]";
        }
    }

    /** The likeliest first. */
    public List<Proposal> page(DuplicateState state, double minScore, int limit) {
        return jdbc.sql(PAGE)
                .param("state", state.label())
                .param("minScore", minScore)
                .param("limit", limit)
                .query((row, _) -> proposal(row))
                .list();
    }

    public Optional<Proposal> find(long id) {
        return jdbc.sql(ONE).param("id", id).query((row, _) -> proposal(row)).optional();
    }

    /** The two candidates of an open proposal, the lower number first. */
    public Optional<List<Long>> candidates(long proposal) {
        return jdbc.sql(CANDIDATES)
                .param("id", proposal)
                .query((row, _) -> List.of(row.getLong(1), row.getLong(2)))
                .optional();
    }

    /** What a candidate's profile says of who they are, for somebody who compares two. */
    public List<Fact> facts(long candidate) {
        return jdbc.sql(FACTS)
                .param("id", candidate)
                .query((row, _) ->
                        new Fact(
                                row.getString("field"),
                                row.getString("value") == null ? "" : row.getString("value")))
                .list();
    }

    private Proposal proposal(ResultSet row) throws SQLException {
        long merge = row.getLong("merge_id");
        boolean wasMerged = !row.wasNull();
        return new Proposal(
                row.getLong("id"),
                row.getString("state"),
                row.getDouble("score"),
                person(row, "a", "first_candidate_id"),
                person(row, "b", "second_candidate_id"),
                words(row.getString("evidence")),
                wasMerged ? merge : null,
                row.getTimestamp("found_at").toInstant(),
                instant(row.getTimestamp("decided_at")),
                row.getString("decided_by"));
    }

    private static Proposal.Person person(ResultSet row, String alias, String id)
            throws SQLException {
        return new Proposal.Person(
                row.getLong(id),
                row.getString(alias + "_name"),
                row.getString(alias + "_headline"));
    }

    private List<String> words(String evidence) {
        List<String> words = new ArrayList<>();
        for (JsonNode item : json.readTree(evidence)) {
            words.add(
                    new Evidence(
                                    EvidenceKind.of(item.path("kind").asString()),
                                    item.path("times").asInt(),
                                    item.path("weight").asDouble())
                            .words());
        }
        return words;
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
