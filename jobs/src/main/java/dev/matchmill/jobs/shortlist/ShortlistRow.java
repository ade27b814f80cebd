package dev.matchmill.jobs.shortlist;

import dev.matchmill.migrations.type.Recommendation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One candidate of a shortlist.
 *
 * @param rank from 1, best first
 * @param candidate the candidate's id
 * @param name may be blank: many resumes are anonymous
 * @param headline current title and company; may be blank
 * @param place may be blank
 * @param score in [0, 1]
 * @param contributions parts of the score by name, in the order to show, none negative; they sum to
 *     the score
 * @param matchedSkills skills of the posting that were found
 * @param missingSkills skills of the posting that were not found
 * @param sources where the candidate's documents came from
 * @param applicant whether the candidate applied to this posting
 * @param stale whether the candidate or the posting changed after the last refresh looked at them
 */
public record ShortlistRow(
        int rank,
        long candidate,
        String name,
        String headline,
        String place,
        double score,
        Recommendation recommendation,
        Map<String, Double> contributions,
        List<SkillEvidence> matchedSkills,
        List<String> missingSkills,
        List<String> sources,
        boolean applicant,
        boolean stale) {

    /** How far the parts may be from the score: half a unit of the fourth decimal for each. */
    private static final double TOLERANCE = 5e-4;

    public ShortlistRow {
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be at least 1: " + rank);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be in [0, 1]: " + score);
        }
        contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
        double sum = 0;
        for (double part : contributions.values()) {
            if (!(part >= 0)) {
                throw new IllegalArgumentException("a contribution is negative: " + part);
            }
            sum += part;
        }
        if (Math.abs(sum - score) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "contributions sum to " + sum + " and the score is " + score);
        }
        matchedSkills = List.copyOf(matchedSkills);
        missingSkills = List.copyOf(missingSkills);
        sources = List.copyOf(sources);
    }

    ShortlistRow named(UnaryOperator<String> skillName) {
        return new ShortlistRow(
                rank,
                candidate,
                name,
                headline,
                place,
                score,
                recommendation,
                contributions,
                matchedSkills.stream().map(skill -> skill.named(skillName)).toList(),
                missingSkills.stream().map(skillName).toList(),
                sources,
                applicant,
                stale);
    }
}
