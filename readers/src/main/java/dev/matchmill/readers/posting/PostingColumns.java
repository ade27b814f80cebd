package dev.matchmill.readers.posting;

import dev.matchmill.migrations.type.EmploymentType;
import dev.matchmill.migrations.type.ExperienceLevel;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.PostingStatus;
import dev.matchmill.readers.parse.TextCleaner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which field of a record is which part of a posting; unknown fields are ignored. */
final class PostingColumns {

    private static final int MAX_TITLE = 255;
    private static final int MAX_REF = 255;
    private static final int MAX_TEXT = 200_000;
    private static final int MAX_SKILLS = 200;
    private static final int MAX_SKILL = 200;
    private static final Pattern SKILL_SEPARATOR = Pattern.compile("[;|\n]");

    private static final List<String> REF =
            List.of("external_ref", "id", "ref", "reference", "posting", "posting_id", "job_id");
    private static final List<String> TITLE = List.of("title", "job_title", "name", "position");
    private static final List<String> DESCRIPTION =
            List.of("description", "text", "body", "job_description");
    private static final List<String> REQUIREMENTS = List.of("requirements", "qualifications");
    private static final List<String> RESPONSIBILITIES = List.of("responsibilities", "duties");
    private static final List<String> REQUIRED_SKILLS =
            List.of("required_skills", "skills", "must_have");
    private static final List<String> PREFERRED_SKILLS =
            List.of("preferred_skills", "nice_to_have");

    private static final Map<String, EmploymentType> EMPLOYMENT =
            Map.of(
                    "permanent", EmploymentType.FULL_TIME,
                    "contractor", EmploymentType.CONTRACT,
                    "freelance", EmploymentType.CONTRACT,
                    "temp", EmploymentType.TEMPORARY,
                    "intern", EmploymentType.INTERNSHIP);
    private static final Map<String, LocationType> PLACE =
            Map.of(
                    "office", LocationType.ONSITE,
                    "inoffice", LocationType.ONSITE,
                    "telecommute", LocationType.REMOTE);
    private static final Map<String, SalaryPeriod> PERIOD =
            Map.of(
                    "hourly", SalaryPeriod.HOUR,
                    "daily", SalaryPeriod.DAY,
                    "weekly", SalaryPeriod.WEEK,
                    "monthly", SalaryPeriod.MONTH,
                    "yearly", SalaryPeriod.YEAR,
                    "annual", SalaryPeriod.YEAR);

    private final FeedFields fields;

    PostingColumns(FeedFields fields) {
        this.fields = fields;
    }

    PostingRecord record() throws FeedValueException {
        return new PostingRecord(
                required("external_ref", REF, MAX_REF),
                required("title", TITLE, MAX_TITLE),
                required("description", DESCRIPTION, MAX_TEXT),
                text("requirements", REQUIREMENTS, MAX_TEXT),
                text("responsibilities", RESPONSIBILITIES, MAX_TEXT),
                text("organization", List.of("organization", "company", "employer"), MAX_TITLE),
                constant("employment_type", EmploymentType.class, EMPLOYMENT),
                constant("location_type", LocationType.class, PLACE),
                text("city", List.of("city", "location_city"), MAX_TITLE),
                text("state", List.of("state", "region", "location_state"), MAX_TITLE),
                value("country", List.of("country", "location_country"), FeedValues::country),
                value("language", List.of("language", "lang"), FeedValues::language),
                constant("experience_level", ExperienceLevel.class, Map.of()),
                value(
                        "min_years_experience",
                        List.of("min_years_experience", "min_years", "years_experience"),
                        FeedValues::years),
                salary(),
                skills("required_skills", REQUIRED_SKILLS),
                skills("preferred_skills", PREFERRED_SKILLS),
                constant("status", PostingStatus.class, Map.of("active", PostingStatus.OPEN)),
                posted(),
                value("expires_at", List.of("expires_at", "valid_through"), FeedValues::instant));
    }

    private @Nullable Instant posted() throws FeedValueException {
        List<String> names = List.of("posted_at", "date_posted", "posted");
        Instant posted = value("posted_at", names, FeedValues::instant);
        Instant expires =
                value("expires_at", List.of("expires_at", "valid_through"), FeedValues::instant);
        if (posted != null && expires != null && expires.isBefore(posted)) {
            throw new FeedValueException("expires_at", "must not be before posted_at");
        }
        return posted;
    }

    private interface Reading<T> {
        T read(String column, String text) throws FeedValueException;
    }

    private <T> @Nullable T value(String column, List<String> names, Reading<T> reading)
            throws FeedValueException {
        String text = fields.first(names).orElse(null);
        return text == null ? null : reading.read(column, text);
    }

    private <E extends Enum<E>> @Nullable E constant(
            String column, Class<E> type, Map<String, E> aliases) throws FeedValueException {
        String text = fields.first(List.of(column)).orElse(null);
        return text == null ? null : FeedValues.constant(column, text, type, aliases);
    }

    private String required(String column, List<String> names, int max) throws FeedValueException {
        String text = text(column, names, max);
        if (text == null) {
            throw new FeedValueException(column, "is missing");
        }
        return text;
    }

    private @Nullable String text(String column, List<String> names, int max)
            throws FeedValueException {
        List<String> values = fields.all(names);
        String text = TextCleaner.clean(String.join("\n", values));
        if (text.isBlank()) {
            return null;
        }
        if (text.length() > max) {
            throw new FeedValueException(column, "is longer than " + max + " characters");
        }
        return text;
    }

    private @Nullable Salary salary() throws FeedValueException {
        Long min = value("salary_min", List.of("salary_min", "min_salary"), FeedValues::cents);
        Long max = value("salary_max", List.of("salary_max", "max_salary"), FeedValues::cents);
        if (min == null && max == null) {
            return null;
        }
        if (min != null && max != null && max < min) {
            throw new FeedValueException("salary_max", "must not be below salary_min");
        }
        List<String> currency = List.of("salary_currency", "currency");
        return new Salary(
                min,
                max,
                value("salary_currency", currency, FeedValues::currency),
                constant("salary_period", SalaryPeriod.class, PERIOD));
    }

    private List<String> skills(String column, List<String> names) throws FeedValueException {
        Set<String> skills = new LinkedHashSet<>();
        for (String value : fields.all(names)) {
            for (String skill : SKILL_SEPARATOR.split(value, -1)) {
                String clean = TextCleaner.clean(skill);
                if (clean.length() > MAX_SKILL) {
                    throw new FeedValueException(
                            column, "has a skill of more than " + MAX_SKILL + " characters");
                }
                if (!clean.isEmpty()) {
                    skills.add(clean);
                }
            }
        }
        if (skills.size() > MAX_SKILLS) {
            throw new FeedValueException(column, "has more than " + MAX_SKILLS + " skills");
        }
        return new ArrayList<>(skills);
    }
}
