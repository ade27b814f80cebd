package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.CandidateId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What matching knows of a candidate; nothing that names or protects.
 *
 * @param evidence words of the resume by canonical skill name
 * @param text the blind text
 * @param lower the same in lower case, char by char, so that offsets are those of the text
 * @param textHash its SHA-256 in hex
 */
record CandidateFacts(
        CandidateId id,
        Map<String, String> evidence,
        @Nullable Integer years,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        String text,
        String lower,
        String textHash) {

    CandidateFacts {
        evidence = Map.copyOf(evidence);
    }

    static CandidateFacts of(
            CandidateId id,
            Map<String, String> evidence,
            @Nullable Integer years,
            @Nullable String city,
            @Nullable String state,
            @Nullable String country,
            String text,
            String textHash) {
        return new CandidateFacts(
                id, evidence, years, city, state, country, text, lower(text), textHash);
    }

    private static String lower(String text) {
        char[] lower = text.toCharArray();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Character.toLowerCase(lower[i]);
        }
        return new String(lower);
    }

    /** Without the text: it is a person's. */
    @Override
    public String toString() {
        return "CandidateFacts[" + id.value() + "]";
    }
}
