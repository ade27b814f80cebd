package dev.matchmill.readers.skill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts imported skills beside the shipped ones. One whose shown name is known already is that
 * skill, and brings its other names; a name that somebody has stays with whom it is.
 */
final class VocabularyMerge {

    private static final Pattern QUALIFIER = Pattern.compile("\\s\\([^()]{1,280}\\)$");

    private final Map<String, Skill> skills = new LinkedHashMap<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> imported = new LinkedHashSet<>();

    VocabularyMerge(SkillVocabulary shipped) {
        for (Skill skill : shipped.skills()) {
            skills.put(skill.canonicalName(), skill);
            aliases.put(skill.canonicalName(), new LinkedHashSet<>(skill.aliases()));
        }
        for (Skill skill : shipped.skills()) {
            owners.put(skill.canonicalName(), skill.canonicalName());
            owners.putIfAbsent(folded(skill.displayName()), skill.canonicalName());
        }
        for (Skill skill : shipped.skills()) {
            skill.aliases().forEach(a -> owners.putIfAbsent(folded(a), skill.canonicalName()));
        }
    }

    VocabularyMerge add(List<ImportedSkill> more) {
        // First all that are shown: what is one skill's own name is nobody's alias.
        List<String> homes = new ArrayList<>();
        for (ImportedSkill skill : more) {
            boolean hopeless = ImportedNames.isHopeless(skill.names().getFirst());
            homes.add(hopeless ? "" : home(skill));
        }
        for (int at = 0; at < more.size(); at++) {
            for (String name : homes.get(at).isEmpty() ? List.<String>of() : more.get(at).names()) {
                claim(name, homes.get(at));
            }
        }
        return this;
    }

    private String home(ImportedSkill skill) {
        String shown = skill.names().getFirst();
        String known = owners.get(folded(shown));
        if (known == null) {
            // "Python (computer programming)"
            known = owners.get(folded(QUALIFIER.matcher(shown).replaceFirst("")));
        }
        if (known != null) {
            return known;
        }
        String canonical = folded(shown);
        skills.put(canonical, new Skill(canonical, shown, skill.category(), Set.of()));
        aliases.put(canonical, new LinkedHashSet<>());
        owners.put(canonical, canonical);
        imported.add(canonical);
        return canonical;
    }

    private void claim(String name, String owner) {
        String folded = folded(name);
        if (!ImportedNames.isHopeless(folded) && owners.putIfAbsent(folded, owner) == null) {
            aliases.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(name.strip());
            imported.add(folded);
        }
    }

    SkillVocabulary result() {
        List<Skill> merged = new ArrayList<>();
        for (Skill skill : skills.values()) {
            Set<String> names = aliases.getOrDefault(skill.canonicalName(), Set.of());
            merged.add(
                    new Skill(skill.canonicalName(), skill.displayName(), skill.category(), names));
        }
        return new SkillVocabulary(merged, imported);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
