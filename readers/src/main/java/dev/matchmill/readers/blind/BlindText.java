package dev.matchmill.readers.blind;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Line;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.profile.Section;
import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.profile.SectionFinder;
import dev.matchmill.readers.profile.WorkEntry;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text that is embedded and scored: title, summary, skills, positions (latest first),
 * certificates and projects, subjects of study. What says who the person is stays out: name,
 * contacts, places, dates, age, gender, nationality, family, religion, schools, employers, hobbies,
 * referees. Two resumes that differ in these only have the same text.
 */
public final class BlindText {

    /** Changes whenever the same resume gives another text. */
    public static final String VERSION = "3";

    /** Below this surety a headline may be a name. */
    private static final double SURE_TITLE = 0.6;

    /** A header line of fewer words is a name, an address or a headline. */
    private static final int WORDS_OF_PROSE = 7;

    private final Scrubber scrubber;
    private final Set<String> lines = new LinkedHashSet<>();

    private BlindText(Scrubber scrubber) {
        this.scrubber = scrubber;
    }

    /** The blind text of a resume: one statement a line, each once. */
    public static String ofResume(ResumeProfile profile, ParsedDocument document) {
        BlindText text = new BlindText(new Scrubber(profile));
        List<Section> sections = SectionFinder.find(document.text());
        Field<String> title = profile.currentTitle();
        if (title != null && title.confidence() >= SURE_TITLE) {
            text.add(title.value());
        }
        text.addSections(sections, Kind.SUMMARY);
        text.addSections(sections, Kind.SKILLS);
        text.add(skills(profile, sections));
        for (WorkEntry entry : profile.workHistory()) {
            text.add(entry.title());
            text.add(entry.description());
        }
        text.addLoose(sections, profile.workHistory());
        text.addSections(sections, Kind.CERTIFICATIONS);
        text.addSections(sections, Kind.TRAINING);
        text.addSections(sections, Kind.PROJECTS);
        text.addSections(sections, Kind.VOLUNTEERING);
        text.addSections(sections, Kind.ACCOMPLISHMENTS);
        text.addSections(sections, Kind.PUBLICATIONS);
        text.addHeaderProse(sections, personal(profile));
        for (EducationEntry entry : profile.education()) {
            text.add(entry.degree());
            text.add(entry.field());
        }
        return String.join("\n", text.lines);
    }

    /**
     * The text of a posting: title, what is done, what is asked for, the rest, and those skills
     * that none of it names.
     */
    public static String ofPosting(
            String title,
            String description,
            @Nullable String requirements,
            @Nullable String responsibilities,
            List<String> requiredSkills,
            List<String> preferredSkills) {
        List<String> parts = new ArrayList<>();
        parts.add(title.strip());
        addUnlessHeld(parts, responsibilities);
        addUnlessHeld(parts, requirements);
        addUnlessHeld(parts, description);
        addUnlessHeld(parts, untold(parts, requiredSkills));
        addUnlessHeld(parts, untold(parts, preferredSkills));
        return String.join("\n", parts);
    }

    private static void addUnlessHeld(List<String> parts, @Nullable String part) {
        if (part != null && !part.isBlank() && !parts.contains(part.strip())) {
            parts.add(part.strip());
        }
    }

    // Many a posting's skills were found in its words: said twice they would weigh twice, and a
    // list
    // of names says less about the work than sentences do.
    private static String untold(List<String> parts, List<String> skills) {
        String told = String.join("\n", parts);
        return skills.stream()
                .filter(skill -> !asWords(skill).matcher(told).find())
                .collect(Collectors.joining(", "));
    }

    private static Pattern asWords(String skill) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(skill) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private void addSections(List<Section> sections, Kind kind) {
        sections.stream()
                .filter(section -> section.is(kind))
                .flatMap(section -> section.lines().stream())
                .forEach(line -> add(line.text()));
    }

    /** Lines on experience that belong to no dated position: headings of positions have no verb. */
    private void addLoose(List<Section> sections, List<WorkEntry> work) {
        for (Section section : sections) {
            if (section.is(Kind.EXPERIENCE)) {
                for (Line line : section.lines()) {
                    if (work.stream().noneMatch(entry -> covers(entry.span(), line))) {
                        add(line.text());
                    }
                }
            }
        }
    }

    /** Without headings all of a resume is header: its sentences count, its short lines don't. */
    private void addHeaderProse(List<Section> sections, List<Span> personal) {
        for (Section section : sections) {
            if (section.is(Kind.HEADER) || section.is(Kind.OTHER)) {
                section.lines().stream()
                        // "Jane Roe | Nurse | Leeds, United Kingdom | 0113 ..." is long, and no
                        // prose.
                        .filter(line ->
                                personal.stream().noneMatch(s -> line.span().contains(s.start())))
                        .filter(line ->
                                scrubber.scrub(line.text()).split(" ", -1).length >= WORDS_OF_PROSE)
                        .forEach(line -> add(line.text()));
            }
        }
    }

    /** Where the name, the place and the contacts stand. */
    private static List<Span> personal(ResumeProfile profile) {
        List<Span> spans = new ArrayList<>();
        profile.emails().forEach(field -> spans.add(field.span()));
        profile.phones().forEach(field -> spans.add(field.span()));
        if (profile.fullName() != null) {
            spans.add(profile.fullName().span());
        }
        if (profile.location() != null) {
            spans.add(profile.location().span());
        }
        // What only a link's target says has an empty span and no line.
        spans.removeIf(span -> span.start() == span.end());
        return spans;
    }

    private static String skills(ResumeProfile profile, List<Section> sections) {
        Set<String> spoken =
                profile.languages().stream()
                        .map(field -> field.value().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        return profile.skills().stream()
                .filter(mention -> isAboutWork(mention, sections))
                .map(SkillMention::skill)
                .filter(skill -> !spoken.contains(skill))
                .collect(Collectors.joining(", "));
    }

    private static boolean isAboutWork(SkillMention mention, List<Section> sections) {
        for (Section section : sections) {
            boolean holds = section.lines().stream().anyMatch(line -> covers(line.span(), mention));
            if (holds) {
                return switch (section.kind()) {
                    case SUMMARY,
                            EXPERIENCE,
                            SKILLS,
                            CERTIFICATIONS,
                            TRAINING,
                            PROJECTS,
                            VOLUNTEERING,
                            ACCOMPLISHMENTS ->
                            true;
                    case HEADER,
                            EDUCATION,
                            LANGUAGES,
                            PUBLICATIONS,
                            AFFILIATIONS,
                            INTERESTS,
                            PERSONAL,
                            REFERENCES,
                            OTHER ->
                            false;
                };
            }
        }
        return false;
    }

    private static boolean covers(Span span, Line line) {
        return span.contains(line.start());
    }

    private static boolean covers(Span span, SkillMention mention) {
        return span.contains(mention.span().start());
    }

    private void add(@Nullable String text) {
        if (text != null) {
            text.lines().map(scrubber::scrub).filter(line -> !line.isEmpty()).forEach(lines::add);
        }
    }
}
