package dev.matchmill.readers.measure;

import dev.matchmill.readers.measure.HeaderLayout.Contacts;
import dev.matchmill.readers.skill.Skill;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes resumes of people who do not exist; the same seed writes the same resume. */
final class ResumeGenerator {

    private final SkillVocabulary vocabulary = SkillVocabulary.shipped();

    GeneratedResume write(long seed) {
        return write(seed, seed);
    }

    /** The same career and layout of another person. */
    GeneratedResume write(long seed, long personSeed) {
        return write(new Dice(seed), Person.of(new Dice(-1 - personSeed)));
    }

    /** A resume whose name is written in Chinese, Japanese or Korean. */
    GeneratedResume writeEastAsian(long seed) {
        return write(new Dice(seed), Person.eastAsian(new Dice(-1 - seed)));
    }

    private GeneratedResume write(Dice dice, Person person) {
        Tongue tongue = dice.chance(0.7) ? Tongue.ENGLISH : dice.one(Tongue.values());
        DateStyle dates = dice.one(DateStyle.values());
        Career career = Career.of(dice);
        Position latest = career.positions().getFirst();
        boolean named = dice.chance(0.93);
        Contacts contacts =
                new Contacts(
                        keep(person.writtenPlace(), dice, named ? 0.85 : 0),
                        keep(person.writtenPhone(), dice, named ? 0.85 : 0),
                        keep(person.email(), dice, named ? 0.93 : 0));
        // A national number can't be told without the country.
        if (contacts.place().isEmpty() && !person.writtenPhone().startsWith("+")) {
            contacts = new Contacts(contacts.place(), Optional.empty(), contacts.email());
        }
        Optional<String> title = keep(latest.title(), dice, named ? 0.6 : 1);
        Optional<String> name = named ? Optional.of(person.writtenName()) : Optional.empty();
        HeaderLayout header = dice.one(HeaderLayout.values());
        boolean aside = dice.chance(0.3);
        List<Block> blocks = new ArrayList<>(header.write(name, title, contacts, tongue));
        blocks.add(Block.gap());
        blocks.addAll(sections(career, dates, aside, tongue, dice));
        if (dice.chance(0.2)) {
            blocks.addAll(references(dice));
        }
        Truth truth =
                new Truth(
                        named ? person.name() : null,
                        contacts.email().isPresent() ? person.email() : null,
                        contacts.phone().isPresent() ? person.phone() : null,
                        contacts.place().isPresent() ? person.city() : null,
                        contacts.place().isPresent() ? person.country() : null,
                        latest.title(),
                        latest.company(),
                        career.years(),
                        career.level(),
                        career.skills().stream().map(this::canonical).distinct().toList(),
                        List.of());
        return new GeneratedResume(truth, blocks, aside);
    }

    private String canonical(String skill) {
        return vocabulary
                .named(skill)
                .map(Skill::canonicalName)
                .orElseThrow(() -> new IllegalStateException("no such skill: " + skill));
    }

    private static Optional<String> keep(String value, Dice dice, double chance) {
        return dice.chance(chance) ? Optional.of(value) : Optional.empty();
    }

    private static List<Block> sections(
            Career career, DateStyle dates, boolean aside, Tongue tongue, Dice dice) {
        List<List<Block>> parts = new ArrayList<>();
        WorkLayout layout = dice.one(WorkLayout.values());
        boolean bullets = dice.chance(0.75);
        List<Block> work = section(dice, tongue.work());
        for (Position p : career.positions()) {
            work.addAll(layout.write(p, dates.range(p.start(), p.end(), tongue), bullets));
        }
        parts.add(work);
        List<Block> education = section(dice, tongue.education());
        education.addAll(education(career, dice));
        parts.add(education);
        List<Block> skills = section(dice, tongue.skills());
        // A side column is long.
        skills.addAll(skills(career.skills(), aside ? 1 : dice.between(0, 4)));
        parts.add(dice.chance(0.5) ? 0 : parts.size(), aside(skills));
        if (aside || dice.chance(0.3)) {
            List<Block> languages = section(dice, tongue.languages());
            languages.add(Block.line("English (fluent), Spanish (basic)"));
            parts.add(aside(languages));
        }
        if (dice.chance(0.2)) {
            Collections.swap(parts, 0, 1);
        }
        List<Block> all = new ArrayList<>();
        if (dice.chance(0.5)) {
            all.addAll(section(dice, tongue.summary()));
            all.add(Block.line("Reliable colleague who likes clear words and finished work."));
            all.add(Block.gap());
        }
        parts.forEach(part -> {
            all.addAll(part);
            all.add(Block.gap());
        });
        return all;
    }

    private static List<Block> section(Dice dice, List<String> names) {
        String name = dice.one(names);
        String heading =
                switch (dice.between(0, 3)) {
                    case 0, 1 -> name.toUpperCase(Locale.ROOT);
                    case 2 -> name + ":";
                    default -> name;
                };
        return new ArrayList<>(List.of(Block.heading(heading)));
    }

    private static List<Block> aside(List<Block> blocks) {
        return blocks.stream().map(Block::putAside).toList();
    }

    private static List<Block> education(Career c, Dice dice) {
        String years = (c.graduated() - 4) + " – " + c.graduated();
        String degree = c.degree() + (c.degree().equals("MBA") ? "" : " in " + c.field());
        return switch (dice.between(0, 5)) {
            case 0 -> List.of(Block.line(degree + ", " + c.school() + ", " + c.graduated()));
            case 1 -> List.of(Block.line(c.school(), years), Block.line(degree));
            case 2 -> List.of(Block.line(degree, years), Block.line(c.school()));
            case 3 -> List.of(Block.line(years, degree, c.school()));
            case 4 -> List.of(Block.bullet(c.school() + " — " + degree + " (" + years + ")"));
            default ->
                    List.of(
                            Block.line(String.valueOf(c.graduated())),
                            Block.line(degree),
                            Block.line(c.school()));
        };
    }

    private static List<Block> skills(List<String> skills, int layout) {
        int half = skills.size() / 2;
        return switch (layout) {
            case 0 -> List.of(Block.line(String.join(", ", skills)));
            case 1 -> skills.stream().map(Block::bullet).toList();
            case 2 -> rows(skills);
            case 3 ->
                    List.of(
                            Block.line("Main: " + String.join(", ", skills.subList(0, half))),
                            Block.line(
                                    "Also: "
                                            + String.join(
                                                    "; ", skills.subList(half, skills.size()))));
            default -> List.of(Block.line(String.join(" | ", skills)));
        };
    }

    private static List<Block> rows(List<String> skills) {
        List<Block> rows = new ArrayList<>();
        for (int at = 0; at < skills.size(); at += 2) {
            rows.add(
                    at + 1 < skills.size()
                            ? Block.line(skills.get(at), skills.get(at + 1))
                            : Block.line(skills.get(at)));
        }
        return rows;
    }

    private static List<Block> references(Dice dice) {
        List<Block> blocks = section(dice, List.of("References"));
        blocks.add(Block.line(dice.one("Prof. Odile Marchwood", "Hank Testerby") + ", Director"));
        blocks.add(Block.line("referee@example.edu, +1 212 555 0142"));
        return blocks;
    }
}
