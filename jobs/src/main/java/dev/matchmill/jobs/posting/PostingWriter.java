package dev.matchmill.jobs.posting;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.migrations.type.DatabaseLabel;
import dev.matchmill.migrations.type.EmploymentType;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.PostingStatus;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.posting.PostingRecord;
import dev.matchmill.readers.posting.Salary;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Inserts or updates postings by their external reference; an equal one is not written. */
final class PostingWriter {

    private static final String UPSERT =
            """
            WITH given AS (
                SELECT CAST(:organization AS bigint) AS organization_id,
                       CAST(:reference AS text) AS external_ref,
                       CAST(:title AS text) AS title,
                       CAST(:description AS text) AS description,
                       CAST(:requirements AS text) AS requirements,
                       CAST(:responsibilities AS text) AS responsibilities,
                       CAST(:status AS job_status) AS status,
                       CAST(:employmentType AS employment_type) AS employment_type,
                       CAST(:locationType AS location_type) AS location_type,
                       CAST(:city AS text) AS location_city,
                       CAST(:state AS text) AS location_state,
                       CAST(:country AS text) AS location_country,
                       CAST(:language AS text) AS language,
                       CAST(:experienceLevel AS experience_level) AS experience_level,
                       CAST(:minYears AS smallint) AS min_years_experience,
                       CAST(:salaryMin AS bigint) AS salary_min,
                       CAST(:salaryMax AS bigint) AS salary_max,
                       CAST(:currency AS text) AS salary_currency,
                       CAST(:period AS salary_period) AS salary_period,
                       CAST(:required AS jsonb) AS required_skills,
                       CAST(:preferred AS jsonb) AS preferred_skills,
                       CAST(:postedAt AS timestamptz) AS posted_at,
                       CAST(:expiresAt AS timestamptz) AS expires_at,
                       decode(:hash, 'hex') AS content_hash
            ), changed AS (
                UPDATE jobs j
                SET title = g.title, description = g.description, requirements = g.requirements,
                    responsibilities = g.responsibilities, status = g.status,
                    close_reason = CASE WHEN g.status = 'open' THEN NULL ELSE j.close_reason END,
                    employment_type = g.employment_type, location_type = g.location_type,
                    location_city = g.location_city, location_state = g.location_state,
                    location_country = g.location_country, language = g.language,
                    experience_level = g.experience_level,
                    min_years_experience = g.min_years_experience, salary_min = g.salary_min,
                    salary_max = g.salary_max, salary_currency = g.salary_currency,
                    salary_period = g.salary_period, required_skills = g.required_skills,
                    preferred_skills = g.preferred_skills,
                    posted_at = coalesce(g.posted_at, j.posted_at, :now),
                    expires_at = g.expires_at,
                    closed_at = CASE WHEN g.status IN ('closed', 'archived')
                                     THEN coalesce(j.closed_at, :now) END,
                    content_hash = g.content_hash
                FROM given g
                WHERE j.organization_id = g.organization_id
                  AND j.external_ref = g.external_ref
                  AND (j.title, j.description, j.requirements, j.responsibilities, j.status,
                       j.employment_type, j.location_type, j.location_city, j.location_state,
                       j.location_country, j.language, j.experience_level,
                       j.min_years_experience, j.salary_min, j.salary_max, j.salary_currency,
                       j.salary_period, j.required_skills, j.preferred_skills,
                       j.posted_at, j.expires_at, j.content_hash)
                      IS DISTINCT FROM
                      (g.title, g.description, g.requirements, g.responsibilities, g.status,
                       g.employment_type, g.location_type, g.location_city, g.location_state,
                       g.location_country, g.language, g.experience_level,
                       g.min_years_experience, g.salary_min, g.salary_max, g.salary_currency,
                       g.salary_period, g.required_skills, g.preferred_skills,
                       coalesce(g.posted_at, j.posted_at), g.expires_at, g.content_hash)
                RETURNING 1
            ), made AS (
                INSERT INTO jobs
                    (organization_id, external_ref, title, description, requirements,
                     responsibilities, status, employment_type, location_type, location_city,
                     location_state, location_country, language, experience_level,
                     min_years_experience, salary_min, salary_max, salary_currency,
                     salary_period, required_skills, preferred_skills, posted_at, expires_at,
                     closed_at, content_hash)
                SELECT g.organization_id, g.external_ref, g.title, g.description, g.requirements,
                       g.responsibilities, g.status, g.employment_type, g.location_type,
                       g.location_city, g.location_state, g.location_country, g.language,
                       g.experience_level, g.min_years_experience, g.salary_min, g.salary_max,
                       g.salary_currency, g.salary_period, g.required_skills, g.preferred_skills,
                       coalesce(g.posted_at, :now), g.expires_at,
                       CASE WHEN g.status IN ('closed', 'archived')
                            THEN CAST(:now AS timestamptz) END,
                       g.content_hash
                FROM given g
                WHERE NOT EXISTS (
                    SELECT 1
                    FROM jobs j
                    WHERE j.organization_id = g.organization_id
                      AND j.external_ref = g.external_ref)
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM changed) + (SELECT count(*) FROM made)
            """;

    private static final String NAME_SKILL =
            """
            INSERT INTO skills (canonical_name, display_name)
            SELECT :name, :displayName
            WHERE NOT EXISTS (SELECT 1 FROM skills WHERE canonical_name = :name)
            ON CONFLICT (canonical_name) DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;

    PostingWriter(JdbcClient jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Writes one posting in the caller's transaction.
     *
     * @return whether anything changed
     */
    boolean write(OrganizationId organization, PostingRecord posting, PostingSkills.Asked skills) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("organization", organization.value());
        row.put("reference", posting.externalRef());
        row.put("title", posting.title());
        row.put("description", posting.description());
        row.put("requirements", posting.requirements());
        row.put("responsibilities", posting.responsibilities());
        row.put("status", label(posting.status(), PostingStatus.OPEN));
        row.put("employmentType", label(posting.employmentType(), EmploymentType.FULL_TIME));
        row.put("locationType", label(posting.locationType(), LocationType.ONSITE));
        row.put("city", posting.city());
        row.put("state", posting.state());
        row.put("country", posting.country());
        row.put("language", posting.language() == null ? "en" : posting.language());
        row.put(
                "experienceLevel",
                posting.experienceLevel() == null ? null : posting.experienceLevel().label());
        row.put("minYears", posting.minYearsExperience());
        salary(row, posting.salary());
        row.put("required", json.writeValueAsString(skills.required()));
        row.put("preferred", json.writeValueAsString(skills.preferred()));
        row.put("postedAt", time(posting.postedAt()));
        row.put("expiresAt", time(posting.expiresAt()));
        row.put("hash", hash(posting, skills));
        row.put("now", time(clock.instant()));
        skills.unknown()
                .forEach((name, displayName) ->
                        jdbc.sql(NAME_SKILL)
                                .param("name", name)
                                .param("displayName", displayName)
                                .update());
        return jdbc.sql(UPSERT).params(row).query(Long.class).single() > 0;
    }

    private static void salary(Map<String, @Nullable Object> row, @Nullable Salary salary) {
        row.put("salaryMin", salary == null ? null : salary.minCents());
        row.put("salaryMax", salary == null ? null : salary.maxCents());
        String currency = salary == null ? null : salary.currency();
        row.put("currency", currency == null ? "USD" : currency);
        row.put(
                "period",
                salary == null || salary.period() == null
                        ? "year"
                        : salary.period().name().toLowerCase(Locale.ROOT));
    }

    private static String hash(PostingRecord posting, PostingSkills.Asked skills) {
        String text =
                BlindText.ofPosting(
                        posting.title(),
                        posting.description(),
                        posting.requirements(),
                        posting.responsibilities(),
                        skills.required(),
                        skills.preferred());
        return ContentHash.of(text).hex();
    }

    private static String label(@Nullable DatabaseLabel given, DatabaseLabel otherwise) {
        return given == null ? otherwise.label() : given.label();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
