package dev.matchmill.jobs.shortlist;

import dev.matchmill.migrations.type.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A stored match in full: what it is made of and what it follows from.
 *
 * @param posting external reference, or the id where there is none
 * @param isPublished whether readers see this generation of the posting now
 * @param rank from 1, best first
 * @param score in [0, 1]: the sum of the factors' contributions
 * @param thresholds least score of each recommendation, best first; empty when not kept
 * @param missing required ones first
 * @param extra skills of the candidate that the posting does not ask for, at most 20
 * @param model name and version of the embedding model
 * @param similarity cosine of the two texts, in [-1, 1]
 * @param textHash SHA-256 of the candidate's text, in hex
 */
public record Explanation(
        String posting,
        String title,
        long postingId,
        long candidate,
        long generation,
        boolean isPublished,
        Instant computedAt,
        int rank,
        double score,
        Recommendation recommendation,
        Map<Recommendation, Double> thresholds,
        List<Part> parts,
        List<SkillEvidence> matched,
        List<Missing> missing,
        List<String> extra,
        String model,
        long modelId,
        String rules,
        double similarity,
        String textHash,
        String breakdown) {

    /**
     * A factor of the score.
     *
     * @param value in [0, 1]
     * @param weight in [0, 1]; those of a match sum to 1
     * @param contribution value times weight
     */
    public record Part(String name, double value, double weight, double contribution) {}

    /** A skill asked for and not found. */
    public record Missing(String skill, boolean required) {}

    public Explanation {
        thresholds = Map.copyOf(thresholds);
        parts = List.copyOf(parts);
        matched = List.copyOf(matched);
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
    }

    /** The same with other names of skills. */
    Explanation named(UnaryOperator<String> name) {
        return new Explanation(
                posting,
                title,
                postingId,
                candidate,
                generation,
                isPublished,
                computedAt,
                rank,
                score,
                recommendation,
                thresholds,
                parts,
                matched.stream().map(skill -> skill.named(name)).toList(),
                missing.stream()
                        .map(skill -> new Missing(name.apply(skill.skill()), skill.required()))
                        .toList(),
                extra.stream().map(name).toList(),
                model,
                modelId,
                rules,
                similarity,
                textHash,
                breakdown);
    }

    /** What weighs the named factor, 0 when it does not apply. */
    double weight(ScorePart part) {
        return parts.stream()
                .filter(p -> ScorePart.of(p.name()) == part)
                .mapToDouble(Part::weight)
                .findFirst()
                .orElse(0);
    }
}
