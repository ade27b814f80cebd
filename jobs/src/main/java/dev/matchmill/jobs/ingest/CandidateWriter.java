package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.FileId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds or creates candidates and brings their profile up to date. Writes only what changes: an
 * absent value of a newer resume erases nothing.
 */
final class CandidateWriter {

    private static final String FIND =
            """
            SELECT coalesce(merged_into_id, id)
            FROM candidates
            WHERE email = :email
            """;

    private static final String OF_FILE =
            """
            SELECT c.id, c.email
            FROM files f
            JOIN candidates c ON c.id = f.candidate_id
            WHERE f.id = :file
            """;

    private static final String LEARN_EMAIL =
            """
            UPDATE candidates
            SET email = :email, metadata = metadata - 'email_unknown'
            WHERE id = :id
              AND NOT EXISTS (SELECT 1 FROM candidates WHERE email = :email)
            """;

    private static final String INSERT =
            """
            INSERT INTO candidates (email, full_name, source, metadata, last_activity_at)
            VALUES (:email, :fullName, 'import',
                    CASE WHEN :reserved THEN '{"email_unknown": true}' ELSE '{}' END::jsonb, :now)
            ON CONFLICT (email) DO NOTHING
            RETURNING id
            """;

    private static final String UPDATE =
            """
            UPDATE candidates c
            SET full_name = n.full_name, first_name = n.first_name, last_name = n.last_name,
                phone = n.phone, location_city = n.city, location_state = n.state,
                location_country = n.country, linkedin_url = n.linkedin, github_url = n.github,
                website_url = n.website, current_title = n.title, current_company = n.company,
                summary = n.summary, years_of_experience = n.years, highest_education = n.education,
                languages = n.languages, metadata = n.metadata
            FROM (
                SELECT o.id,
                       CASE WHEN :nameKnown OR jsonb_exists(o.metadata, 'name_unknown') OR o.first_name IS NULL
                            THEN :fullName ELSE o.full_name END AS full_name,
                       coalesce(:firstName, o.first_name) AS first_name,
                       coalesce(:lastName, o.last_name) AS last_name,
                       coalesce(:phone, o.phone) AS phone,
                       CASE WHEN p.moved THEN :city ELSE o.location_city END AS city,
                       CASE WHEN p.moved THEN :state ELSE o.location_state END AS state,
                       CASE WHEN p.moved THEN CAST(:country AS text)
                            ELSE o.location_country END AS country,
                       coalesce(:linkedin, o.linkedin_url) AS linkedin,
                       coalesce(:github, o.github_url) AS github,
                       coalesce(:website, o.website_url) AS website,
                       coalesce(:title, o.current_title) AS title,
                       coalesce(:company, o.current_company) AS company,
                       coalesce(:summary, o.summary) AS summary,
                       coalesce(CAST(:years AS smallint), o.years_of_experience) AS years,
                       coalesce(CAST(:education AS education_level), o.highest_education)
                           AS education,
                       coalesce(CAST(:languages AS jsonb), o.languages) AS languages,
                       CASE WHEN :nameKnown THEN o.metadata - 'name_unknown'
                            WHEN o.first_name IS NULL
                            THEN o.metadata || '{"name_unknown": true}'
                            ELSE o.metadata END AS metadata
                FROM candidates o
                CROSS JOIN (SELECT num_nonnulls(CAST(:city AS text), CAST(:state AS text),
                                                CAST(:country AS text)) > 0) AS p (moved)
                WHERE o.id = :id
            ) n
            WHERE c.id = n.id
              AND (c.full_name, c.first_name, c.last_name, c.phone, c.location_city,
                   c.location_state, c.location_country, c.linkedin_url, c.github_url,
                   c.website_url, c.current_title, c.current_company, c.summary,
                   c.years_of_experience, c.highest_education, c.languages, c.metadata)
                  IS DISTINCT FROM
                  (n.full_name, n.first_name, n.last_name, n.phone, n.city, n.state, n.country,
                   n.linkedin, n.github, n.website, n.title, n.company, n.summary, n.years,
                   n.education, n.languages, n.metadata)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;

    CandidateWriter(JdbcClient jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /** The candidate of that identity, or the one whose document this already is. */
    Optional<CandidateId> find(CandidateIdentity identity, FileId file) {
        Optional<CandidateId> byEmail = byEmail(identity.email());
        if (byEmail.isPresent()) {
            return byEmail;
        }
        return jdbc.sql(OF_FILE)
                .param("file", file.value())
                .query((row, _) -> new Owner(new CandidateId(row.getLong(1)), row.getString(2)))
                .optional()
                .filter(owner -> identity.reserved() || learn(owner, identity))
                .map(Owner::id);
    }

    /** A new candidate; when somebody made it meanwhile, that one. */
    CandidateId create(CandidateIdentity identity, Resume resume) {
        Object name = CandidateRow.parameters(resume, json).get("fullName");
        return jdbc.sql(INSERT)
                .param("email", identity.email())
                .param("reserved", identity.reserved())
                .param("fullName", name)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .map(CandidateId::new)
                .or(() -> byEmail(identity.email()))
                .orElseThrow();
    }

    /** Brings the profile's columns up to date. */
    void update(CandidateId candidate, Resume resume) {
        jdbc.sql(UPDATE)
                .param("id", candidate.value())
                .params(CandidateRow.parameters(resume, json))
                .update();
    }

    private record Owner(CandidateId id, String email) {}

    // The document was known under a reserved address; now its owner's real one is.
    private boolean learn(Owner owner, CandidateIdentity identity) {
        return CandidateIdentity.isReserved(owner.email())
                && jdbc.sql(LEARN_EMAIL)
                                .param("id", owner.id().value())
                                .param("email", identity.email())
                                .update()
                        == 1;
    }

    private Optional<CandidateId> byEmail(String email) {
        return jdbc.sql(FIND)
                .param("email", email)
                .query(Long.class)
                .optional()
                .map(CandidateId::new);
    }
}
