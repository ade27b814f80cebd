package dev.matchmill.jobs.benchmark;

import dev.matchmill.migrations.type.SkillCategory;
import dev.matchmill.readers.skill.ImportedSkill;
import dev.matchmill.readers.skill.Skill;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Names and documents that nobody wrote, the same in every run. */
final class SkillTexts {

    private static final int WORDS = 600;
    private static final List<String> SYLLABLES =
            List.of("ka", "lor", "men", "ti", "va", "ren", "so", "dal", "pi", "gor", "nu", "bex");
    private static final List<String> FILLER =
            List.of(
                    "managed",
                    "the",
                    "team",
                    "and",
                    "reports",
                    "for",
                    "customers",
                    "with",
                    "daily",
                    "a",
                    "new",
                    "process",
                    "in",
                    "several",
                    "plants",
                    "to",
                    "reduce",
                    "cost",
                    "of",
                    "work",
                    "by",
                    "ten",
                    "percent",
                    "while",
                    "keeping",
                    "quality",
                    "high");

    private SkillTexts() {}

    /** Names of one to three invented words. */
    static List<ImportedSkill> invented(int count) {
        Random random = new Random(7);
        List<ImportedSkill> skills = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            StringBuilder name = new StringBuilder();
            for (int word = 0; word <= random.nextInt(3); word++) {
                name.append(word == 0 ? "" : " ").append(word(random));
            }
            name.append(' ').append(FILLER.get(random.nextInt(FILLER.size())));
            skills.add(new ImportedSkill(List.of(name.toString()), SkillCategory.DOMAIN));
        }
        return skills;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int part = 0; part < 3; part++) {
            word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return word.toString();
    }

    /** The first skills of a vocabulary, so many that they have about that many names. */
    static SkillVocabulary first(SkillVocabulary vocabulary, int names) {
        List<Skill> skills = new ArrayList<>();
        int count = 0;
        for (Skill skill : vocabulary.skills()) {
            if (count >= names) {
                break;
            }
            skills.add(skill);
            count += 1 + skill.aliases().size();
        }
        return new SkillVocabulary(skills);
    }

    /** Sentences of ordinary words with a skill in every eighth place. */
    static List<String> documents(int count, SkillVocabulary vocabulary) {
        Random random = new Random(11);
        List<Skill> skills = vocabulary.skills();
        List<String> documents = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            StringBuilder text = new StringBuilder("Summary\n");
            for (int word = 1; word <= WORDS; word++) {
                text.append(
                        word % 8 == 0
                                ? skills.get(random.nextInt(skills.size())).displayName()
                                : FILLER.get(random.nextInt(FILLER.size())));
                text.append(word % 15 == 0 ? ".\n" : word % 5 == 0 ? ", " : " ");
            }
            documents.add(text.toString());
        }
        return documents;
    }
}
