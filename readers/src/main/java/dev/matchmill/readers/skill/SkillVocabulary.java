package dev.matchmill.readers.skill;

import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.text.ResourceLines;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The skills that Matchmill knows by name. Canonical names are unique. Thread-safe. */
public final class SkillVocabulary {

    private static final Map<String, AmbiguousName> AMBIGUOUS = ambiguousNames();

    private final List<Skill> skills;
    private final Map<String, Skill> byCanonicalName = new HashMap<>();
    private final Map<String, Skill> byName = new HashMap<>();
    private final Set<String> importedNames;

    public SkillVocabulary(List<Skill> skills) {
        this(skills, Set.of());
    }

    /**
     * A vocabulary of which nobody has looked at some names.
     *
     * @param importedNames folded; mentions of these need more proof
     */
    SkillVocabulary(List<Skill> skills, Set<String> importedNames) {
        this.skills = List.copyOf(skills);
        this.importedNames = Set.copyOf(importedNames);
        for (Skill skill : this.skills) {
            if (byCanonicalName.put(skill.canonicalName(), skill) != null) {
                throw new IllegalArgumentException("skill twice: " + skill.canonicalName());
            }
        }
        for (Skill skill : this.skills) {
            byName.put(skill.canonicalName(), skill);
            byName.putIfAbsent(skill.displayName().toLowerCase(Locale.ROOT), skill);
        }
        for (Skill skill : this.skills) {
            skill.aliases().forEach(a -> byName.putIfAbsent(a.toLowerCase(Locale.ROOT), skill));
        }
    }

    /** The vocabulary that comes with Matchmill. */
    public static SkillVocabulary shipped() {
        return new SkillVocabulary(
                ResourceLines.of(SkillVocabulary.class, "skills.tsv").stream()
                        .map(SkillVocabulary::parse)
                        .toList());
    }

    /**
     * This vocabulary and imported skills beside it. One whose first name is known here already is
     * that skill; a name stays with the skill that has it.
     */
    public SkillVocabulary with(List<ImportedSkill> imported) {
        return imported.isEmpty() ? this : new VocabularyMerge(this).add(imported).result();
    }

    /** Eight hexadecimal digits that change with any name: what was found depends on them. */
    public String fingerprint() {
        MessageDigest digest = sha256();
        for (Skill skill : skills) {
            String names = String.join("|", new TreeSet<>(skill.aliases()));
            String line = skill.canonicalName() + '\t' + skill.displayName() + '\t' + names + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 4);
    }

    /** In the order in which they were given. */
    public List<Skill> skills() {
        return skills;
    }

    /** The skill of a name or alias, whatever its case. */
    public Optional<Skill> named(String name) {
        return Optional.ofNullable(byName.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    NameTrie trie() {
        NameTrie trie = new NameTrie();
        skills.forEach(skill -> trie.add(name(skill.displayName(), skill)));
        skills.forEach(skill -> trie.add(name(skill.canonicalName(), skill)));
        for (Skill skill : skills) {
            skill.aliases().stream().sorted().forEach(a -> trie.add(name(a, skill)));
        }
        return trie;
    }

    private NameTrie.Name name(String spelling, Skill skill) {
        String folded = spelling.toLowerCase(Locale.ROOT);
        AmbiguousName rule = AMBIGUOUS.get(folded);
        if (rule == null && importedNames.contains(folded)) {
            rule = ImportedNames.rule(spelling, skill.category());
        }
        return new NameTrie.Name(spelling, skill, rule);
    }

    private static Skill parse(String line) {
        String[] cells = line.split("\t", -1);
        Set<String> aliases = new HashSet<>(List.of(cells[3].split("\\|")));
        aliases.remove("");
        SkillCategory category = SkillCategory.valueOf(cells[2].toUpperCase(Locale.ROOT));
        return new Skill(cells[0], cells[1], category, aliases);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static Map<String, AmbiguousName> ambiguousNames() {
        Map<String, AmbiguousName> names = new HashMap<>();
        for (String line : ResourceLines.of(SkillVocabulary.class, "ambiguous-names.tsv")) {
            AmbiguousName name = AmbiguousName.parse(line);
            names.put(name.name(), name);
        }
        return Map.copyOf(names);
    }
}
