package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.PostingId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What matching knows of an open posting.
 *
 * @param weights of its organization, by factor; not negative, absent ones are 0
 */
record OpenPosting(
        PostingId id,
        List<String> requiredSkills,
        List<String> preferredSkills,
        LocationType locationType,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        @Nullable Integer minYears,
        Map<Factor, Double> weights) {

    OpenPosting {
        requiredSkills = List.copyOf(requiredSkills);
        preferredSkills = List.copyOf(preferredSkills);
        weights = Map.copyOf(weights);
    }
}
