package dev.matchmill.jobs.shortlist;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A skill of the posting that the candidate has, and the words of the resume that say so.
 *
 * @param skill as the posting writes it
 * @param required whether the posting demands it; otherwise it is preferred
 * @param evidence the line around the mention, as the resume has it; may be blank
 * @param through the narrower skill that the resume names instead, where a vocabulary says that the
 *     posting's skill holds it
 */
public record SkillEvidence(
        String skill, boolean required, String evidence, @Nullable String through) {

    private static final Pattern LIST_DOT = Pattern.compile("^[•▪◦●‣*·–-]\\s+");

    /** The name that the resume uses. */
    String mentioned() {
        return through == null ? skill : through;
    }

    /** The evidence as a sentence quotes it: without the dot of the list that it stood in. */
    String quoted() {
        return LIST_DOT.matcher(evidence.strip()).replaceFirst("");
    }

    SkillEvidence named(UnaryOperator<String> name) {
        return new SkillEvidence(
                name.apply(skill),
                required,
                evidence,
                through == null ? null : name.apply(through));
    }
}
