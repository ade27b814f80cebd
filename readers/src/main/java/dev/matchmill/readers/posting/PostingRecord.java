package dev.matchmill.readers.posting;

import dev.matchmill.migrations.type.EmploymentType;
import dev.matchmill.migrations.type.ExperienceLevel;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.PostingStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One posting of a feed; what the feed doesn't say is null or empty.
 *
 * @param externalRef identifier in the system it comes from, unique in its organization
 * @param country ISO 3166-1 alpha-2, upper case
 * @param language ISO 639-1, lower case
 * @param minYearsExperience 0 to 60
 * @param requiredSkills as written, in order, without repetition
 */
public record PostingRecord(
        String externalRef,
        String title,
        String description,
        @Nullable String requirements,
        @Nullable String responsibilities,
        @Nullable String organization,
        @Nullable EmploymentType employmentType,
        @Nullable LocationType locationType,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        @Nullable String language,
        @Nullable ExperienceLevel experienceLevel,
        @Nullable Integer minYearsExperience,
        @Nullable Salary salary,
        List<String> requiredSkills,
        List<String> preferredSkills,
        @Nullable PostingStatus status,
        @Nullable Instant postedAt,
        @Nullable Instant expiresAt) {

    public PostingRecord {
        requiredSkills = List.copyOf(requiredSkills);
        preferredSkills = List.copyOf(preferredSkills);
    }
}
