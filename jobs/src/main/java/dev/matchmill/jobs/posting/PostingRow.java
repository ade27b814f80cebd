package dev.matchmill.jobs.posting;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.upsert.UpsertTable;
import dev.matchmill.migrations.type.DatabaseLabel;
import dev.matchmill.migrations.type.EmploymentType;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.PostingStatus;
import dev.matchmill.readers.blind.BlindText;
import dev.matchmill.readers.posting.PostingRecord;
import dev.matchmill.readers.posting.Salary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A posting as its row in {@code jobs}: what the feed leaves out has its default.
 *
 * @param requiredSkills JSON array of canonical names
 * @param preferredSkills JSON array of canonical names
 * @param contentHash of the text that is embedded and scored
 * @param now when it is written
 */
record PostingRow(
        OrganizationId organization,
        PostingRecord posting,
        String requiredSkills,
        String preferredSkills,
        ContentHash contentHash,
        Instant now) {

    /**
     * A posting without a date is posted when it is first seen, and stays so; a new row's {@code
     * created_at} tells such a date from one that the feed gives. One that closes is closed from
     * then on.
     */
    static final UpsertTable<PostingRow> TABLE =
            UpsertTable.<PostingRow>named("jobs")
                    .key("organization_id", "bigint", row -> row.organization().value())
                    .key("external_ref", "text", of(PostingRecord::externalRef))
                    .column("content_hash", "bytea", row -> "\\x" + row.contentHash().hex())
                    .column("title", "text", of(PostingRecord::title))
                    .column("status", "job_status", row -> row.status().label())
                    .column(
                            "employment_type",
                            "employment_type",
                            row -> label(row.posting().employmentType(), EmploymentType.FULL_TIME))
                    .column(
                            "location_type",
                            "location_type",
                            row -> label(row.posting().locationType(), LocationType.ONSITE))
                    .column("location_city", "text", of(PostingRecord::city))
                    .column("location_state", "text", of(PostingRecord::state))
                    .column("location_country", "text", of(PostingRecord::country))
                    .column("language", "text", row -> or(row.posting().language(), "en"))
                    .column(
                            "experience_level",
                            "experience_level",
                            row -> label(row.posting().experienceLevel(), null))
                    .column(
                            "min_years_experience",
                            "smallint",
                            of(PostingRecord::minYearsExperience))
                    .column("salary_min", "bigint", salary(Salary::minCents))
                    .column("salary_max", "bigint", salary(Salary::maxCents))
                    .column(
                            "salary_currency",
                            "text",
                            row -> or(salary(Salary::currency).apply(row), "USD"))
                    .column("salary_period", "salary_period", PostingRow::salaryPeriod)
                    .column("required_skills", "jsonb", PostingRow::requiredSkills)
                    .column("preferred_skills", "jsonb", PostingRow::preferredSkills)
                    .column("expires_at", "timestamptz", of(PostingRecord::expiresAt))
                    .column("requirements", "text", of(PostingRecord::requirements))
                    .column("responsibilities", "text", of(PostingRecord::responsibilities))
                    .column("description", "text", of(PostingRecord::description))
                    .first("created_at", "timestamptz", PostingRow::now)
                    .merged(
                            "posted_at",
                            "timestamptz",
                            row -> or(row.posting().postedAt(), row.now()),
                            "coalesce(nullif(excluded.posted_at, excluded.created_at),"
                                    + " t.posted_at, excluded.created_at)")
                    .merged(
                            "closed_at",
                            "timestamptz",
                            row -> row.isClosed() ? row.now() : null,
                            "CASE WHEN excluded.closed_at IS NOT NULL"
                                    + " THEN coalesce(t.closed_at, excluded.closed_at) END");

    static PostingRow of(
            OrganizationId organization,
            PostingRecord posting,
            PostingSkills.Asked skills,
            Instant now,
            JsonMapper json) {
        return new PostingRow(
                organization,
                posting,
                json.writeValueAsString(skills.required()),
                json.writeValueAsString(skills.preferred()),
                hash(posting, skills.required(), skills.preferred()),
                now);
    }

    private static ContentHash hash(
            PostingRecord posting, List<String> required, List<String> preferred) {
        return ContentHash.of(
                BlindText.ofPosting(
                        posting.title(),
                        posting.description(),
                        posting.requirements(),
                        posting.responsibilities(),
                        required,
                        preferred));
    }

    private PostingStatus status() {
        return or(posting.status(), PostingStatus.OPEN);
    }

    private boolean isClosed() {
        return switch (status()) {
            case CLOSED, ARCHIVED -> true;
            case DRAFT, OPEN, CANCELLED -> false;
        };
    }

    private String salaryPeriod() {
        Salary salary = posting.salary();
        return salary == null || salary.period() == null
                ? "year"
                : salary.period().name().toLowerCase(Locale.ROOT);
    }

    private static Function<PostingRow, @Nullable Object> of(
            Function<PostingRecord, @Nullable Object> value) {
        return row -> value.apply(row.posting());
    }

    private static Function<PostingRow, @Nullable Object> salary(
            Function<Salary, @Nullable Object> value) {
        return row -> {
            Salary salary = row.posting().salary();
            return salary == null ? null : value.apply(salary);
        };
    }

    private static @Nullable String label(
            @Nullable DatabaseLabel given, @Nullable DatabaseLabel otherwise) {
        DatabaseLabel label = given == null ? otherwise : given;
        return label == null ? null : label.label();
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
