package dev.matchmill.readers.profile;

import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.text.ResourceLines;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What follows from facts that a document states field by field, by the rules for texts. */
public final class StructuredFacts {

    private static final List<Map.Entry<EducationLevel, Pattern>> DEGREES =
            ResourceLines.of(StructuredFacts.class, "degrees.tsv").stream()
                    .map(line -> line.split("\t", 2))
                    .map(parts -> Map.entry(EducationLevel.valueOf(parts[0]), pattern(parts[1])))
                    .toList();

    private StructuredFacts() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(
                regex,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Years that positions cover, with one decimal; null without a dated one. */
    public static @Nullable Double years(List<WorkEntry> work, LocalDate today) {
        return ExperienceCounter.years(work, List.of(), today);
    }

    /** The level of a degree by its name. */
    public static Optional<EducationLevel> level(String degree) {
        return DEGREES.stream()
                .filter(known -> known.getValue().matcher(degree).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
