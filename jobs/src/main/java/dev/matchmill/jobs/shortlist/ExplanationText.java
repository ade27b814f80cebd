package dev.matchmill.jobs.shortlist;

import dev.matchmill.jobs.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An explained match for a terminal, and as values for JSON. */
public final class ExplanationText {

    private ExplanationText() {}

    /** Several short tables; ends with a newline. */
    public static String render(Explanation match) {
        StringBuilder out = new StringBuilder();
        out.append("%s  %s%n".formatted(match.posting(), match.title()))
                .append(
                        "candidate %d: rank %d, score %s, %s%s%n"
                                .formatted(
                                        match.candidate(),
                                        match.rank(),
                                        figure(match.score()),
                                        match.recommendation().label(),
                                        thresholds(match)))
                .append(
                        "generation %d%s of %s; %s, rules %s%n"
                                .formatted(
                                        match.generation(),
                                        match.isPublished() ? "" : " (no longer published)",
                                        match.computedAt(),
                                        match.model(),
                                        match.rules()));
        TextTable parts = new TextTable("part", "value", "weight", "adds");
        for (Explanation.Part part : match.parts()) {
            parts.row(
                    ScorePart.of(part.name()).word(part.name()),
                    figure(part.value()),
                    figure(part.weight()),
                    figure(part.contribution()));
        }
        out.append('\n').append(parts.render());
        skills(match, out);
        changes(match, out);
        return out.toString();
    }

    private static void skills(Explanation match, StringBuilder out) {
        if (!match.matched().isEmpty() || !match.missing().isEmpty()) {
            TextTable skills = new TextTable("skill", "asked as", "in the resume's words");
            for (SkillEvidence skill : match.matched()) {
                skills.row(asked(skill), kind(skill.required()), skill.quoted());
            }
            for (Explanation.Missing skill : match.missing()) {
                skills.row(skill.skill(), kind(skill.required()), "(not found)");
            }
            out.append('\n').append(skills.render());
        }
        if (!match.extra().isEmpty()) {
            out.append("\nalso has: ").append(String.join(", ", match.extra())).append('\n');
        }
    }

    private static void changes(Explanation match, StringBuilder out) {
        List<WhatIf.Change> changes = WhatIf.of(match);
        if (!changes.isEmpty()) {
            TextTable table = new TextTable("what would change it", "score", "then");
            for (WhatIf.Change change : changes) {
                table.row(
                        change.what(),
                        String.format(Locale.ROOT, "%+.3f", change.difference()),
                        change.leadsTo().label());
            }
            out.append('\n').append(table.render());
        }
    }

    /** Names are a contract (README, "JSON output"). */
    public static Map<String, Object> values(Explanation match) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("posting", match.posting());
        map.put("title", match.title());
        map.put("candidate", match.candidate());
        map.put("generation", match.generation());
        map.put("published", match.isPublished());
        map.put("computed_at", match.computedAt());
        map.put("rank", match.rank());
        map.put("score", match.score());
        map.put("recommendation", match.recommendation().name());
        Map<String, Double> thresholds = new LinkedHashMap<>();
        match.thresholds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(from -> thresholds.put(from.getKey().name(), from.getValue()));
        map.put("thresholds", thresholds);
        map.put("factors", match.parts());
        map.put("matched_skills", match.matched());
        map.put("missing_skills", match.missing());
        map.put("extra_skills", match.extra());
        List<Map<String, Object>> changes = new ArrayList<>();
        for (WhatIf.Change change : WhatIf.of(match)) {
            changes.add(
                    Map.of(
                            "what", change.what(),
                            "difference", change.difference(),
                            "leads_to", change.leadsTo().name()));
        }
        map.put("changes", changes);
        map.put("similarity", match.similarity());
        map.put("model", match.model());
        map.put("rules", match.rules());
        map.put("text_sha256", match.textHash());
        return map;
    }

    private static String thresholds(Explanation match) {
        Double from = match.thresholds().get(match.recommendation());
        return from == null ? "" : " (from " + figure(from) + ")";
    }

    private static String asked(SkillEvidence skill) {
        String through = skill.through();
        return through == null ? skill.skill() : skill.skill() + " (" + through + ")";
    }

    private static String kind(boolean required) {
        return required ? "required" : "preferred";
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
