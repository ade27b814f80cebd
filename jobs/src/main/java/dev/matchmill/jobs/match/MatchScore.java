package dev.matchmill.jobs.match;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.Recommendation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a candidate fits a posting, and why.
 *
 * @param score in [0, 1]: the sum of the contributions
 * @param similarity cosine of the two texts, in [-1, 1]
 * @param factors each factor that applies, in [0, 1], before weighing
 * @param weights what each of those factors weighs; they sum to 1
 * @param contributions each factor's share of the score: factor times weight
 * @param required how many skills the posting requires
 * @param missing skills asked for and not found, required ones first
 * @param extra skills found and not asked for
 */
record MatchScore(
        CandidateId candidate,
        double score,
        double similarity,
        Map<Factor, Double> factors,
        Map<Factor, Double> weights,
        Map<Factor, Double> contributions,
        int required,
        List<MatchedSkill> matched,
        List<String> missing,
        List<String> extra,
        Recommendation recommendation,
        String textHash) {

    /**
     * A skill asked for and found.
     *
     * @param evidence the words of the resume
     * @param through the narrower skill that those words name, where it is not this one; JSON
     *     leaves an absent one out
     */
    record MatchedSkill(
            String skill,
            boolean required,
            String evidence,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String through) {}
}
