package dev.matchmill.jobs.posting;

import dev.matchmill.readers.posting.PostingRecord;
import dev.matchmill.readers.skill.Skill;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The skills a posting asks for, by canonical name. Given ones are taken as they are; where none
 * are given they are found in the text: required in the requirements, down to words such as "nice
 * to have", preferred elsewhere, for a description also names skills that nobody needs to have.
 */
final class PostingSkills {

    private static final Pattern PREFERRED =
            Pattern.compile(
                    "(?im)^.{0,40}\\b(nice[- ]to[- ]have|preferred|desirable|a"
                            + " plus|bonus|advantage)\\b");

    private final SkillMatcher matcher;
    private final Map<String, String> canonical = new HashMap<>();

    PostingSkills(SkillVocabulary vocabulary, SkillMatcher matcher) {
        this.matcher = matcher;
        for (Skill skill : vocabulary.skills()) {
            for (String alias : skill.aliases()) {
                canonical.putIfAbsent(alias.toLowerCase(Locale.ROOT), skill.canonicalName());
            }
        }
        for (Skill skill : vocabulary.skills()) {
            canonical.put(skill.displayName().toLowerCase(Locale.ROOT), skill.canonicalName());
            canonical.put(skill.canonicalName(), skill.canonicalName());
        }
    }

    /**
     * Canonical names, required and preferred apart; none is in both.
     *
     * @param unknown those that the vocabulary does not know, as the posting writes them
     */
    record Asked(List<String> required, List<String> preferred, Map<String, String> unknown) {}

    Asked of(PostingRecord posting) {
        Map<String, String> unknown = new HashMap<>();
        Set<String> required = given(posting.requiredSkills(), unknown);
        Set<String> preferred = given(posting.preferredSkills(), unknown);
        if (required.isEmpty() && preferred.isEmpty()) {
            find(posting, required, preferred);
        }
        preferred.removeAll(required);
        return new Asked(List.copyOf(required), List.copyOf(preferred), Map.copyOf(unknown));
    }

    private Set<String> given(List<String> names, Map<String, String> unknown) {
        Set<String> skills = new LinkedHashSet<>();
        for (String name : names) {
            String plain = name.strip().toLowerCase(Locale.ROOT);
            if (!plain.isEmpty()) {
                String known = canonical.get(plain);
                if (known == null) {
                    unknown.putIfAbsent(plain, name.strip());
                }
                skills.add(known == null ? plain : known);
            }
        }
        return skills;
    }

    private void find(PostingRecord posting, Set<String> required, Set<String> preferred) {
        String requirements = posting.requirements();
        if (requirements != null) {
            Matcher heading = PREFERRED.matcher(requirements);
            int from = heading.find() ? heading.start() : requirements.length();
            for (SkillMention mention : matcher.find(requirements)) {
                (mention.span().start() < from ? required : preferred).add(mention.skill());
            }
        }
        matcher.find(posting.description()).forEach(mention -> preferred.add(mention.skill()));
    }
}
