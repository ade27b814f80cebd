package dev.matchmill.jobs.ingest;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.upsert.UpsertTable;
import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.ResumeProfile;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns of {@code candidates} that a resume fills; null or empty where it says nothing, which
 * leaves an existing value as it is.
 *
 * @param reservedEmail whether {@code email} stands for an unknown address
 * @param name full name, or what such a person is called
 * @param nameKnown whether the resume has a name
 * @param languages JSON array
 * @param contentHash of the text that is embedded and scored
 * @param now when it is written
 */
record CandidateRow(
        String email,
        boolean reservedEmail,
        String name,
        boolean nameKnown,
        @Nullable String phone,
        @Nullable Location location,
        @Nullable String linkedin,
        @Nullable String github,
        @Nullable String website,
        @Nullable String title,
        @Nullable String company,
        @Nullable String summary,
        @Nullable Integer years,
        @Nullable EducationLevel education,
        String languages,
        ContentHash contentHash,
        Instant now) {

    private static final int LONGEST_NAME = 255;

    /** How a name that a resume does not tell gives way to one that is known. */
    private static final String FULL_NAME =
            """
            CASE WHEN jsonb_exists(excluded.metadata, 'name_unknown')
                  AND NOT jsonb_exists(t.metadata, 'name_unknown')
                  AND t.first_name IS NOT NULL
                 THEN t.full_name ELSE excluded.full_name END\
            """;

    private static final String METADATA =
            """
            CASE WHEN NOT jsonb_exists(excluded.metadata, 'name_unknown')
                 THEN t.metadata - 'name_unknown'
                 WHEN t.first_name IS NULL
                 THEN t.metadata || '{"name_unknown": true}'
                 ELSE t.metadata END\
            """;

    private static final String LOCATION =
            """
            CASE WHEN num_nonnulls(excluded.location_city, excluded.location_state,
                                   excluded.location_country) > 0
                 THEN excluded.%s ELSE t.%1$s END\
            """;

    static final UpsertTable<CandidateRow> TABLE =
            UpsertTable.<CandidateRow>named("candidates")
                    .key("email", "text", CandidateRow::email)
                    .first("source", "application_source", _ -> "import")
                    .column("content_hash", "bytea", row -> "\\x" + row.contentHash().hex())
                    .column("last_activity_at", "timestamptz", CandidateRow::now)
                    .merged("full_name", "text", CandidateRow::name, FULL_NAME)
                    .kept("first_name", "text", CandidateRow::firstName)
                    .kept("last_name", "text", CandidateRow::lastName)
                    .kept("phone", "text", CandidateRow::phone)
                    .merged(
                            "location_city",
                            "text",
                            row -> row.location() == null ? null : row.location().city(),
                            LOCATION.formatted("location_city"))
                    .merged(
                            "location_state",
                            "text",
                            row -> row.location() == null ? null : row.location().region(),
                            LOCATION.formatted("location_state"))
                    .merged(
                            "location_country",
                            "text",
                            row -> row.location() == null ? null : row.location().country(),
                            LOCATION.formatted("location_country"))
                    .kept("linkedin_url", "text", CandidateRow::linkedin)
                    .kept("github_url", "text", CandidateRow::github)
                    .kept("website_url", "text", CandidateRow::website)
                    .kept("current_title", "text", CandidateRow::title)
                    .kept("current_company", "text", CandidateRow::company)
                    .kept("summary", "text", CandidateRow::summary)
                    .kept("years_of_experience", "smallint", CandidateRow::years)
                    .kept(
                            "highest_education",
                            "education_level",
                            row -> row.education() == null ? null : row.education().label())
                    .merged(
                            "languages",
                            "jsonb",
                            CandidateRow::languages,
                            "coalesce(nullif(excluded.languages, '[]'), t.languages)")
                    .merged("metadata", "jsonb", CandidateRow::metadata, METADATA);

    static CandidateRow of(
            String email, boolean reservedEmail, Resume resume, Instant now, JsonMapper json) {
        ResumeProfile profile = resume.profile();
        String name = value(profile.fullName());
        Double years = profile.yearsOfExperience();
        return new CandidateRow(
                email,
                reservedEmail,
                cut(name == null ? unnamed(profile) : name),
                name != null,
                profile.phones().stream().findFirst().map(Field::value).orElse(null),
                value(profile.location()),
                link(profile, "linkedin.com/"),
                link(profile, "github.com/"),
                link(profile, ""),
                value(profile.currentTitle()),
                value(profile.currentCompany()),
                value(profile.summary()),
                years == null ? null : (int) Math.min(80, Math.round(years)),
                highest(profile.education()),
                json.writeValueAsString(
                        profile.languages().stream().map(l -> l.value().name()).toList()),
                ContentHash.of(resume.blindText()),
                now);
    }

    /** Without the values: they are a person's. */
    @Override
    public String toString() {
        return "CandidateRow";
    }

    private @Nullable String firstName() {
        int space = name.lastIndexOf(' ');
        return !nameKnown ? null : space < 0 ? name : name.substring(0, space);
    }

    private @Nullable String lastName() {
        int space = name.lastIndexOf(' ');
        return !nameKnown || space < 0 ? null : name.substring(space + 1);
    }

    private String metadata() {
        String emailUnknown = reservedEmail ? "\"email_unknown\": true" : "";
        String nameUnknown = nameKnown ? "" : "\"name_unknown\": true";
        String separator = reservedEmail && !nameKnown ? ", " : "";
        return "{" + emailUnknown + separator + nameUnknown + "}";
    }

    // Many real resumes are anonymous: such a person is called by what is known.
    private static String unnamed(ResumeProfile profile) {
        String title = value(profile.currentTitle());
        return title == null ? "Name unknown" : title + " (name unknown)";
    }

    private static <T> @Nullable T value(@Nullable Field<T> field) {
        return field == null ? null : field.value();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static @Nullable String link(ResumeProfile profile, String host) {
        return profile.links().stream()
                .map(Field::value)
                .filter(url -> url.startsWith("http") && url.length() <= 2048)
                .filter(url ->
                        host.isEmpty()
                                ? !url.contains("linkedin.com/") && !url.contains("github.com/")
                                : url.contains(host))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable EducationLevel highest(List<EducationEntry> education) {
        return education.stream()
                .map(EducationEntry::level)
                .filter(level -> level != EducationLevel.OTHER && level != EducationLevel.NONE)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
