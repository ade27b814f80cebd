package dev.matchmill.jobs.shortlist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is stored with a match, as JSON, in the parts that are shown. */
record StoredBreakdown(JsonNode json) {

    /** The named figure of each part of the score that has a contribution, in the order to show. */
    Map<String, Double> figures(String name) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (ScorePart part : ScorePart.values()) {
            if (json.path("contributions").path(part.label()).isNumber()) {
                figures.put(part.label(), json.path(name).path(part.label()).asDouble());
            }
        }
        return figures;
    }

    List<SkillEvidence> matched() {
        List<SkillEvidence> matched = new ArrayList<>();
        for (JsonNode skill : json.path("matched")) {
            matched.add(
                    new SkillEvidence(
                            skill.path("skill").asString(),
                            skill.path("required").asBoolean(),
                            skill.path("evidence").asString(),
                            skill.hasNonNull("through") ? skill.path("through").asString() : null));
        }
        return matched;
    }

    /** The strings of a list. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
