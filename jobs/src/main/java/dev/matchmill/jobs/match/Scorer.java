package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.MatchScore.MatchedSkill;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.Recommendation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores a candidate against a posting. Factors that the posting does not ask for are left out and
 * the weights of the others share the whole, so that the contributions always sum to the score and
 * a posting without a place judges nobody by it. What a resume does not tell counts as half:
 * neither proof nor reproach. Deterministic and thread-safe.
 */
final class Scorer {

    private static final double UNKNOWN = 0.5;
    private static final double SAME_REGION = 0.8;
    private static final double SAME_COUNTRY = 0.5;

    private final MatchSettings settings;
    private final SkillHierarchy hierarchy;

    Scorer(MatchSettings settings, SkillHierarchy hierarchy) {
        this.settings = settings;
        this.hierarchy = hierarchy;
    }

    MatchScore score(OpenPosting posting, CandidateFacts candidate, double similarity) {
        List<MatchedSkill> matched = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Map<Factor, Double> factors = new EnumMap<>(Factor.class);
        factors.put(Factor.SEMANTIC, semantic(similarity));
        share(posting.requiredSkills(), true, candidate, matched, missing)
                .ifPresent(share -> factors.put(Factor.REQUIRED_SKILLS, share));
        share(posting.preferredSkills(), false, candidate, matched, missing)
                .ifPresent(share -> factors.put(Factor.PREFERRED_SKILLS, share));
        experience(posting, candidate).ifPresent(e -> factors.put(Factor.EXPERIENCE, e));
        location(posting, candidate).ifPresent(l -> factors.put(Factor.LOCATION, l));
        Map<Factor, Double> weights = weights(posting, factors);
        Map<Factor, Double> contributions = new EnumMap<>(Factor.class);
        weights.forEach((factor, weight) ->
                contributions.put(factor, weight * factors.getOrDefault(factor, 0.0)));
        double score = contributions.values().stream().mapToDouble(Double::doubleValue).sum();
        return new MatchScore(
                candidate.id(),
                Math.clamp(score, 0.0, 1.0),
                similarity,
                factors,
                weights,
                contributions,
                posting.requiredSkills().size(),
                List.copyOf(matched),
                List.copyOf(missing),
                extra(posting, candidate),
                recommendation(score),
                candidate.textHash());
    }

    private double semantic(double similarity) {
        double range = settings.identical() - settings.unrelated();
        return Math.clamp((similarity - settings.unrelated()) / range, 0.0, 1.0);
    }

    private Optional<Double> share(
            List<String> asked,
            boolean required,
            CandidateFacts candidate,
            List<MatchedSkill> matched,
            List<String> missing) {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        int found = 0;
        for (String skill : asked) {
            Optional<MatchedSkill> proof = proof(skill, required, candidate);
            if (proof.isPresent()) {
                found++;
                matched.add(proof.get());
            } else {
                missing.add(skill);
            }
        }
        return Optional.of((double) found / asked.size());
    }

    // The skill itself, or the first narrower one that the candidate has.
    private Optional<MatchedSkill> proof(String skill, boolean required, CandidateFacts candidate) {
        Optional<MatchedSkill> itself =
                SkillEvidence.find(candidate, skill)
                        .map(words -> new MatchedSkill(skill, required, words, null));
        if (itself.isPresent()) {
            return itself;
        }
        for (String narrower : hierarchy.narrowerThan(skill)) {
            String words = candidate.evidence().get(narrower);
            if (words != null) {
                return Optional.of(new MatchedSkill(skill, required, words, narrower));
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> experience(OpenPosting posting, CandidateFacts candidate) {
        Integer asked = posting.minYears();
        if (asked == null || asked == 0) {
            return Optional.empty();
        }
        Integer years = candidate.years();
        return Optional.of(years == null ? UNKNOWN : Math.min(1.0, (double) years / asked));
    }

    private static Optional<Double> location(OpenPosting posting, CandidateFacts candidate) {
        boolean placed = posting.country() != null || posting.city() != null;
        if (posting.locationType() == LocationType.REMOTE || !placed) {
            return Optional.empty();
        }
        if (candidate.country() == null && candidate.city() == null) {
            return Optional.of(UNKNOWN);
        }
        if (differ(posting.country(), candidate.country())) {
            return Optional.of(0.0);
        }
        if (equal(posting.city(), candidate.city())) {
            return Optional.of(1.0);
        }
        return Optional.of(equal(posting.state(), candidate.state()) ? SAME_REGION : SAME_COUNTRY);
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.equalsIgnoreCase(other);
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equalsIgnoreCase(other);
    }

    // What the factors that apply have of the whole; they sum to 1 unless all weigh nothing.
    private static Map<Factor, Double> weights(OpenPosting posting, Map<Factor, Double> factors) {
        double whole = factors.keySet().stream().mapToDouble(f -> weight(posting, f)).sum();
        Map<Factor, Double> weights = new EnumMap<>(Factor.class);
        factors.keySet()
                .forEach(factor ->
                        weights.put(factor, whole == 0 ? 0.0 : weight(posting, factor) / whole));
        return weights;
    }

    private static double weight(OpenPosting posting, Factor factor) {
        return posting.weights().getOrDefault(factor, 0.0);
    }

    private static List<String> extra(OpenPosting posting, CandidateFacts candidate) {
        return candidate.evidence().keySet().stream()
                .filter(skill -> !posting.requiredSkills().contains(skill))
                .filter(skill -> !posting.preferredSkills().contains(skill))
                .sorted()
                .toList();
    }

    private Recommendation recommendation(double score) {
        if (score >= settings.strongYesFrom()) {
            return Recommendation.STRONG_YES;
        }
        if (score >= settings.yesFrom()) {
            return Recommendation.YES;
        }
        if (score >= settings.maybeFrom()) {
            return Recommendation.MAYBE;
        }
        return score >= settings.noFrom() ? Recommendation.NO : Recommendation.STRONG_NO;
    }
}
