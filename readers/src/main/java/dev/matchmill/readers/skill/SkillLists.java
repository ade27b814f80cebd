package dev.matchmill.readers.skill;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Where a document lists skills: the lines from a heading that says so to the next heading. */
final class SkillLists {

    private static final int LONGEST_HEADING = 40;
    private static final int MOST_WORDS = 4;
    private static final Set<String> SKILLS =
            Set.of(
                    "skills",
                    "skill",
                    "competencies",
                    "competences",
                    "proficiencies",
                    "technologies",
                    "tools",
                    "expertise",
                    "software",
                    "toolbox",
                    "stack",
                    "kenntnisse",
                    "f\u00E4higkeiten",
                    "it-kenntnisse",
                    "edv-kenntnisse",
                    "comp\u00E9tences",
                    "informatique",
                    "competencias",
                    "habilidades",
                    "conocimientos",
                    "competenze",
                    "vaardigheden",
                    "compet\u00EAncias",
                    "strengths",
                    "qualifications");
    private static final Set<String> OTHERS =
            Set.of(
                    "experience",
                    "employment",
                    "history",
                    "education",
                    "work",
                    "career",
                    "profile",
                    "summary",
                    "objective",
                    "references",
                    "referees",
                    "projects",
                    "interests",
                    "hobbies",
                    "awards",
                    "honors",
                    "publications",
                    "contact",
                    "certifications",
                    "certificates",
                    "licenses",
                    "training",
                    "achievements",
                    "accomplishments",
                    "memberships",
                    "affiliations",
                    "volunteering",
                    "activities",
                    "about",
                    "background",
                    "berufserfahrung",
                    "ausbildung",
                    "bildung",
                    "werdegang",
                    "studium",
                    "interessen",
                    "referenzen",
                    "formation",
                    "exp\u00E9rience",
                    "exp\u00E9riences",
                    "\u00E9ducation",
                    "loisirs",
                    "experiencia",
                    "educaci\u00F3n",
                    "formaci\u00F3n",
                    "referencias",
                    "languages",
                    "sprachen",
                    "langues",
                    "idiomas");

    // Offset of a heading's end -> whether skills follow.
    private final NavigableMap<Integer, Boolean> headings;

    private SkillLists(NavigableMap<Integer, Boolean> headings) {
        this.headings = headings;
    }

    static SkillLists of(String text) {
        NavigableMap<Integer, Boolean> headings = new TreeMap<>();
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int stop = newline < 0 ? text.length() : newline;
            if (stop - at <= LONGEST_HEADING) {
                List<String> words = headingWords(text.substring(at, stop));
                if (words.stream().anyMatch(SKILLS::contains)) {
                    headings.put(stop, true);
                } else if (!words.isEmpty() && OTHERS.contains(words.getLast())) {
                    headings.put(stop, false);
                }
            }
            at = stop + 1;
        }
        return new SkillLists(headings);
    }

    boolean holds(int offset) {
        Map.Entry<Integer, Boolean> heading = headings.floorEntry(offset);
        return heading != null && heading.getValue();
    }

    /** The words of a line that may be a heading: few, with a capital, no item and no list. */
    private static List<String> headingWords(String line) {
        String plain = line.strip().replaceFirst(":$", "");
        boolean shaped =
                !plain.isEmpty()
                        && Character.isUpperCase(plain.charAt(0))
                        && plain.chars()
                                .noneMatch(c -> c == ',' || c == '\t' || c == ':' || c == '|');
        List<String> words = List.of(plain.toLowerCase(Locale.ROOT).split("\\s+", -1));
        return shaped && words.size() <= MOST_WORDS ? words : List.of();
    }
}
