package dev.matchmill.readers.profile;

import dev.matchmill.migrations.type.EducationLevel;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from facts that a document states field by field, by the rules for texts. */
public final class StructuredFacts {

    private StructuredFacts() {}

    /** Years that positions cover; null without a dated one. */
    public static @Nullable Experience experience(List<WorkEntry> work, LocalDate today) {
        return ExperienceCounter.of(work, List.of(), today);
    }

    /** The level of a degree by its name. */
    public static Optional<EducationLevel> level(String degree) {
        return Degrees.in(degree).stream().map(Degrees.Found::level).findFirst();
    }
}
