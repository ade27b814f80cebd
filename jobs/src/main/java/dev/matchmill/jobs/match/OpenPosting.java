package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.CandidateScope;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.PostingId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What matching knows of an open posting.
 *
 * @param scope whose candidates it may see
 * @param weights of its organization, by factor; not negative, at least one positive
 * @param contentHash hash of its text in hex, null before its first import
 */
record OpenPosting(
        PostingId id,
        CandidateScope scope,
        List<String> requiredSkills,
        List<String> preferredSkills,
        LocationType locationType,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        @Nullable Integer minYears,
        Map<Factor, Double> weights,
        @Nullable String contentHash) {

    OpenPosting {
        requiredSkills = List.copyOf(requiredSkills);
        preferredSkills = List.copyOf(preferredSkills);
        weights = Map.copyOf(weights);
    }
}
