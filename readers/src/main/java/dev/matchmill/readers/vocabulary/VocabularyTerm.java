package dev.matchmill.readers.vocabulary;

import dev.matchmill.migrations.type.SkillCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record of a vocabulary says. A term may take several records: its languages, its
 * alternate names, its place in the hierarchy.
 *
 * @param id the publisher's own: a URI, an occupation's code, or a name in lower case
 * @param names the preferred one first when {@code preferred}; empty where only the place is said
 * @param preferred whether the first name is the one to show
 * @param category of a skill; null for titles and where only the place is said
 * @param broader ids of the terms that hold this one
 * @param retired whether the publisher withdrew it
 */
public record VocabularyTerm(
        String id,
        List<String> names,
        boolean preferred,
        @Nullable SkillCategory category,
        List<String> broader,
        boolean retired) {

    public VocabularyTerm {
        names = List.copyOf(names);
        broader = List.copyOf(broader);
    }
}
