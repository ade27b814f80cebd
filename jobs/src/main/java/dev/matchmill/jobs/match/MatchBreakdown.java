package dev.matchmill.jobs.match;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is stored with a match so that it explains itself without its inputs: factors, weights and
 * contributions by name, the similarity, how many skills were required, skills matched (with the
 * words of the resume), missing (required ones first) and extra, and the hash of the text.
 */
final class MatchBreakdown {

    private static final int LISTED_EXTRA_SKILLS = 20;

    private MatchBreakdown() {}

    static Map<String, Object> of(MatchScore match) {
        Map<String, Object> breakdown = new LinkedHashMap<>();
        breakdown.put("contributions", byLabel(match.contributions()));
        breakdown.put("factors", byLabel(match.factors()));
        breakdown.put("weights", byLabel(match.weights()));
        breakdown.put("similarity", match.similarity());
        breakdown.put("required", match.required());
        breakdown.put("matched", match.matched());
        breakdown.put("missing", match.missing());
        breakdown.put("extra", match.extra().stream().limit(LISTED_EXTRA_SKILLS).toList());
        breakdown.put("text_sha256", match.textHash());
        return breakdown;
    }

    private static Map<String, Double> byLabel(Map<Factor, Double> values) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (Factor factor : Factor.values()) {
            Double value = values.get(factor);
            if (value != null) {
                map.put(factor.label(), value);
            }
        }
        return map;
    }
}
