package dev.matchmill.readers.measure;

import dev.matchmill.migrations.type.EducationLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader who does not err finds in a resume; null where the resume says nothing.
 *
 * @param phone E.164
 * @param country ISO 3166-1 alpha-2
 * @param title of the headline or the latest position
 * @param years in work, to one decimal
 * @param skills canonical names that must be found
 * @param absentSkills canonical names that must not be found
 */
public record Truth(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String country,
        @Nullable String title,
        @Nullable String company,
        @Nullable Double years,
        @Nullable EducationLevel degreeLevel,
        List<String> skills,
        List<String> absentSkills) {}
