package dev.matchmill.jobs.shortlist;

import dev.matchmill.jobs.shortlist.Explanation.Missing;
import dev.matchmill.migrations.type.Recommendation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What would change a recommendation: each single change of what the score is made of, everything
 * else equal, and where it would lead. Skills of one kind weigh the same, so a missing one adds the
 * weight of its kind divided by how many were asked for.
 */
public final class WhatIf {

    /** So many missing skills of a kind are named one by one. */
    private static final int NAMED = 5;

    private WhatIf() {}

    /**
     * One change.
     *
     * @param what in words
     * @param difference of the score; negative when something is taken away
     * @param leadsTo the recommendation afterwards
     */
    public record Change(String what, double difference, Recommendation leadsTo) {}

    /** Changes that lead up, largest first; then the loss of each skill that would lead down. */
    public static List<Change> of(Explanation match) {
        if (match.thresholds().isEmpty()) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        changes.addAll(skills(match, true));
        changes.addAll(skills(match, false));
        for (Explanation.Part part : match.parts()) {
            String what = inFull(part);
            double gain = part.weight() * (1 - part.value());
            if (!what.isEmpty() && gain > 0) {
                changes.add(change(match, what, gain));
            }
        }
        changes.sort(Comparator.comparingDouble(Change::difference).reversed());
        changes.addAll(losses(match));
        return List.copyOf(changes);
    }

    /** The level of a score. */
    static Recommendation level(Map<Recommendation, Double> thresholds, double score) {
        return thresholds.entrySet().stream()
                .filter(from -> score >= from.getValue())
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Recommendation.STRONG_NO);
    }

    private static List<Change> skills(Explanation match, boolean required) {
        List<String> missing =
                match.missing().stream()
                        .filter(skill -> skill.required() == required)
                        .map(Missing::skill)
                        .toList();
        double each = each(match, required);
        if (missing.isEmpty() || each == 0) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        String kind = required ? "required" : "preferred";
        if (missing.size() > NAMED) {
            String any = "any one of " + missing.size() + " more " + kind + " skills found";
            changes.add(change(match, any, each));
        } else {
            missing.forEach(skill -> changes.add(change(match, skill + " found", each)));
        }
        if (missing.size() > 1) {
            String all = "all " + kind + " skills found";
            changes.add(change(match, all, each * missing.size()));
        }
        return changes;
    }

    private static List<Change> losses(Explanation match) {
        return match.matched().stream()
                .map(skill ->
                        change(match, skill.skill() + " not found", -each(match, skill.required())))
                .filter(change -> change.leadsTo() != match.recommendation())
                .toList();
    }

    // What one skill of its kind adds.
    private static double each(Explanation match, boolean required) {
        long asked =
                match.missing().stream().filter(skill -> skill.required() == required).count()
                        + match.matched().stream()
                                .filter(skill -> skill.required() == required)
                                .count();
        ScorePart part = required ? ScorePart.REQUIRED_SKILLS : ScorePart.PREFERRED_SKILLS;
        return asked == 0 ? 0 : match.weight(part) / asked;
    }

    // What a factor is called that has all it can have; nothing where words cannot say it.
    private static String inFull(Explanation.Part part) {
        return switch (ScorePart.of(part.name())) {
            case EXPERIENCE -> "the years of experience asked for";
            case LOCATION -> "the posting's own place";
            case SEMANTIC, REQUIRED_SKILLS, PREFERRED_SKILLS, OTHER -> "";
        };
    }

    private static Change change(Explanation match, String what, double difference) {
        return new Change(what, difference, level(match.thresholds(), match.score() + difference));
    }
}
