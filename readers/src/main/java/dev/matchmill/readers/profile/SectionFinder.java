package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a resume at its headings, in the languages of {@code headings.tsv}. */
public final class SectionFinder {

    private static final int LONGEST_HEADING = 60;
    private static final Pattern PHRASE =
            Pattern.compile(
                    "(?:[\\p{Lu}&/][\\p{L}/-]*|and|of|in|und|et|y)(?:"
                            + " (?:[\\p{Lu}&/][\\p{L}/-]*|and|of|in)){1,3}");
    private static final Map<String, Kind> LAST_WORDS =
            Map.ofEntries(
                    Map.entry("experience", Kind.EXPERIENCE),
                    Map.entry("employment", Kind.EXPERIENCE),
                    Map.entry("appointments", Kind.EXPERIENCE),
                    Map.entry("skills", Kind.SKILLS),
                    Map.entry("competencies", Kind.SKILLS),
                    Map.entry("proficiencies", Kind.SKILLS),
                    Map.entry("education", Kind.EDUCATION),
                    Map.entry("licenses", Kind.CERTIFICATIONS),
                    Map.entry("certifications", Kind.CERTIFICATIONS),
                    Map.entry("certificates", Kind.CERTIFICATIONS),
                    Map.entry("credentials", Kind.CERTIFICATIONS),
                    Map.entry("publications", Kind.PUBLICATIONS),
                    Map.entry("interests", Kind.INTERESTS),
                    Map.entry("projects", Kind.PROJECTS),
                    Map.entry("activities", Kind.AFFILIATIONS),
                    Map.entry("awards", Kind.ACCOMPLISHMENTS),
                    Map.entry("achievements", Kind.ACCOMPLISHMENTS),
                    Map.entry("training", Kind.TRAINING),
                    Map.entry("coursework", Kind.TRAINING),
                    Map.entry("internships", Kind.EXPERIENCE),
                    Map.entry("references", Kind.REFERENCES));

    // What side columns hold.
    private static final Set<Kind> LISTS =
            EnumSet.of(
                    Kind.SKILLS,
                    Kind.LANGUAGES,
                    Kind.CERTIFICATIONS,
                    Kind.INTERESTS,
                    Kind.EDUCATION,
                    Kind.OTHER);
    private static final Pattern CONTACT =
            Pattern.compile(
                    "[\\w.+-]{1,64}@[\\w-]{1,63}\\.|(?:^|\\s)\\+?\\(?\\d(?:[\\s().-]{0,2}\\d){8,14}(?:$|\\s)");

    // Kinds that may stand before their content on one line: "Languages: German, English".
    private static final Set<Kind> INLINE =
            EnumSet.of(
                    Kind.SKILLS, Kind.LANGUAGES, Kind.EDUCATION, Kind.INTERESTS, Kind.REFERENCES);
    // Headings that are as often an item of a list of skills.
    private static final Set<String> ITEMS_TOO =
            Set.of(
                    "leadership",
                    "training",
                    "research",
                    "presentations",
                    "organizations",
                    "work",
                    "languages",
                    "language",
                    "volunteering",
                    "engagement",
                    "publications");

    private SectionFinder() {}

    /** The sections of a document in order; the first is the header, empty when there is none. */
    public static List<Section> find(String document) {
        return find(Line.of(document));
    }

    static List<Section> find(List<Line> lines) {
        List<Section> sections = new ArrayList<>();
        Kind kind = Kind.HEADER;
        List<Line> content = new ArrayList<>();
        List<Line> whole = unbroken(lines);
        for (int at = 0; at < whole.size(); at++) {
            Line line = whole.get(at);
            Kind next = heading(line, kind);
            if (next == null && at + 1 < whole.size() && headsLanguages(line, whole.get(at + 1))) {
                next = Kind.LANGUAGES;
            }
            if (next != null) {
                sections.add(new Section(kind, content));
                kind = next;
                content = new ArrayList<>();
                continue;
            }
            int cell = headingCell(line, kind);
            if (cell > 0) {
                sections.add(new Section(kind, content));
                kind = known(line.text().substring(0, cell), kind);
                content = new ArrayList<>();
                content.add(line.behind(cell));
                continue;
            }
            int colon = inlineHeading(line, kind);
            if (colon > 0) {
                sections.add(new Section(kind, content));
                kind = known(line.text().substring(0, colon), kind);
                content = new ArrayList<>();
            }
            // What a heading stands above begins something, with a blank line or without.
            content.add(content.isEmpty() ? line.parted() : line);
        }
        sections.add(new Section(kind, content));
        return partedAtContacts(sections);
    }

    /** "Languages" among skills is a heading when languages stand below it. */
    private static boolean headsLanguages(Line line, Line below) {
        return line.text().length() <= LONGEST_HEADING
                && !line.bullet()
                && HeadingWords.kind(line.text()) == Kind.LANGUAGES
                && LanguageFinder.isIn(below.text());
    }

    /** "CORE" above "COMPETENCIES": a heading that a narrow column broke is one again. */
    private static List<Line> unbroken(List<Line> lines) {
        List<Line> whole = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            Line next = at + 1 < lines.size() ? lines.get(at + 1) : line;
            String both = line.text() + " " + next.text();
            boolean adjoin = next.start() == line.end() + 1 && !line.bullet() && !next.bullet();
            if (adjoin
                    && both.equals(both.toUpperCase(Locale.ROOT))
                    && HeadingWords.kind(line.text()) == null
                    && isHeading(both)) {
                whole.add(new Line(both, line.start(), line.afterBlank(), false));
                at++;
            } else {
                whole.add(line);
            }
        }
        return whole;
    }

    /**
     * Where a side column comes first, the name and the contacts stand below its last heading: they
     * are a section of their own.
     */
    private static List<Section> partedAtContacts(List<Section> sections) {
        List<Section> parted = new ArrayList<>();
        boolean known = sections.getFirst().lines().size() > 1;
        for (Section section : sections) {
            int at = known || !LISTS.contains(section.kind()) ? -1 : startOfContacts(section);
            if (at > 0) {
                parted.add(new Section(section.kind(), section.lines().subList(0, at)));
                parted.add(
                        new Section(
                                Kind.PERSONAL,
                                section.lines().subList(at, section.lines().size())));
                known = true;
            } else {
                parted.add(section);
            }
        }
        return List.copyOf(parted);
    }

    private static int startOfContacts(Section section) {
        for (int at = 0; at < section.lines().size(); at++) {
            if (CONTACT.matcher(section.lines().get(at).text()).find()) {
                int start = at;
                while (start > 0 && at - start < 4 && !section.lines().get(start).afterBlank()) {
                    start--;
                }
                return section.lines().get(start).afterBlank() ? start : -1;
            }
        }
        return -1;
    }

    /** Whether the words are those of a heading, such as "Professional Summary". */
    static boolean isHeading(String words) {
        return words.length() <= LONGEST_HEADING && HeadingWords.kind(words) != null;
    }

    private static Kind known(String words, Kind otherwise) {
        Kind kind = HeadingWords.kind(words);
        return kind == null ? otherwise : kind;
    }

    private static @Nullable Kind heading(Line line, Kind current) {
        if (line.text().length() > LONGEST_HEADING) {
            return null;
        }
        String words = HeadingWords.normalize(line.text());
        boolean plain = !isLoud(line);
        // The end of a sentence on a line of its own: "presentations."
        boolean tail = line.text().endsWith(".") || line.text().endsWith(",");
        if (tail || (plain && Character.isLowerCase(line.text().charAt(0)))) {
            return null;
        }
        if (plain && (line.bullet() || HeadingWords.isLoudOnly(words))) {
            return null;
        }
        if (plain && current == Kind.SKILLS && ITEMS_TOO.contains(words)) {
            return null;
        }
        Kind known = HeadingWords.kind(words);
        return known == null && !plain && !line.bullet() ? ofLastWord(line.text()) : known;
    }

    /** "Nursing Experience", "CLINICAL SKILLS": a few words of which the last one tells. */
    private static @Nullable Kind ofLastWord(String text) {
        String words = HeadingWords.trimmed(text);
        boolean title =
                Character.isUpperCase(words.isEmpty() ? ' ' : words.charAt(0))
                        && words.split("\\s+", 8).length <= 4
                        && PHRASE.matcher(words).matches();
        return title
                ? LAST_WORDS.get(
                        words.substring(words.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT))
                : null;
    }

    private static boolean isLoud(Line line) {
        return line.afterBlank()
                || line.text().endsWith(":")
                || line.text().equals(line.text().toUpperCase(Locale.ROOT));
    }

    /** "EDUCATION [tab] B.Sc., Leeds": the heading is the first cell of a table's row. */
    private static int headingCell(Line line, Kind current) {
        int tab = line.text().indexOf('\t');
        if (tab < 3 || tab > LONGEST_HEADING || line.bullet()) {
            return -1;
        }
        String cell = line.text().substring(0, tab);
        String words = HeadingWords.normalize(cell);
        boolean capitals = cell.equals(cell.toUpperCase(Locale.ROOT));
        boolean item = HeadingWords.isLoudOnly(words) || ITEMS_TOO.contains(words);
        boolean likely = capitals || (line.afterBlank() && current != Kind.SKILLS && !item);
        return likely && HeadingWords.kind(words) != null && cell.indexOf(',') < 0 ? tab : -1;
    }

    private static int inlineHeading(Line line, Kind current) {
        int colon = line.text().indexOf(':');
        if (colon < 3 || colon > 40 || current == Kind.EXPERIENCE) {
            return -1;
        }
        Kind kind = HeadingWords.kind(line.text().substring(0, colon));
        return kind != null && INLINE.contains(kind) ? colon : -1;
    }
}
