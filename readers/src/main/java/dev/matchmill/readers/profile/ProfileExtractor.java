package dev.matchmill.readers.profile;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.text.Span;
import dev.matchmill.readers.title.TitleNormalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a resume into a profile. The same document gives the same profile; what can't be found is
 * absent, nothing is guessed from who the candidate may be. Thread-safe.
 */
public final class ProfileExtractor {

    private static final int LONGEST_SUMMARY = 2000;

    private final SkillMatcher skills;
    private final TitleNormalizer titles;

    /** With the titles that ship. */
    public ProfileExtractor(SkillMatcher skills) {
        this(skills, TitleNormalizer.shipped());
    }

    public ProfileExtractor(SkillMatcher skills, TitleNormalizer titles) {
        this.skills = skills;
        this.titles = titles;
    }

    /** Fingerprint of the names it knows: with others the same text may give another profile. */
    public String vocabulary() {
        return skills.vocabulary() + "-" + titles.fingerprint();
    }

    /**
     * What the document says.
     *
     * @param fileName corroborates a name that the text has; never its only source
     * @param today ends the positions that last
     */
    public ResumeProfile extract(ParsedDocument document, String fileName, LocalDate today) {
        List<Line> lines = Line.of(document.text());
        List<Section> sections = SectionFinder.find(lines);
        DateRangeReader dates = new DateRangeReader(today);
        List<Field<String>> emails = EmailFinder.find(sections, document.linkTargets());
        Optional<Field<Location>> location = LocationFinder.find(sections);
        String country = location.map(field -> field.value().country()).orElse(null);
        PhoneRegions regions = PhoneRegions.of(country, emails, document.language());
        List<Field<String>> phones = PhoneFinder.find(sections, document.linkTargets(), regions);
        List<Field<String>> links = LinkFinder.find(sections, document.linkTargets());
        List<Span> contacts =
                Stream.of(emails, phones, links).flatMap(List::stream).map(Field::span).toList();
        List<SkillMention> found = skills.find(document.text());
        NameEvidence evidence =
                new NameEvidence(
                        Contacts.names(emails, links),
                        contacts,
                        found,
                        Words.small(document.text()),
                        fileName);
        Optional<Field<String>> name = NameFinder.find(sections, evidence);
        List<WorkEntry> work = new WorkHistoryReader(dates).read(sections);
        Optional<WorkEntry> latest = work.stream().findFirst();
        Experience experience = ExperienceCounter.of(work, lines, today);
        Optional<Field<String>> title =
                CurrentTitle.of(
                        HeadlineFinder.find(sections, name),
                        latest.flatMap(entry -> part(document, entry, entry.title())));
        return new ResumeProfile(
                name.orElse(null),
                emails,
                phones,
                links,
                location.orElse(null),
                title.orElse(null),
                latest.flatMap(entry -> part(document, entry, entry.company())).orElse(null),
                summary(document, sections).orElse(null),
                experience == null ? null : experience.years(),
                work,
                new EducationReader(dates, today).read(sections),
                skills.find(anonymous(document.text(), name, emails)),
                LanguageFinder.find(sections),
                new CertificationFinder(dates).find(sections),
                experience,
                title.flatMap(field -> titles.normalize(field.value())).orElse(null));
    }

    // A person may be called like a skill (Ada, Jasmine): blanks instead keep every offset.
    private static String anonymous(
            String text, Optional<Field<String>> name, List<Field<String>> emails) {
        String anonymous = text;
        for (Field<String> known : Stream.concat(name.stream(), emails.stream()).toList()) {
            String words =
                    Arrays.stream(known.value().split("\\s+", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining("\\s+"));
            anonymous =
                    Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                            .matcher(anonymous)
                            .replaceAll(own -> own.group().replaceAll("\\S", " "));
        }
        return anonymous;
    }

    private static Optional<Field<String>> part(
            ParsedDocument document, WorkEntry entry, @Nullable String words) {
        if (words == null) {
            return Optional.empty();
        }
        int at = document.text().indexOf(words, entry.span().start());
        boolean found = at >= 0 && at + words.length() <= entry.span().end();
        Span span = found ? new Span(at, at + words.length()) : entry.span();
        return Optional.of(new Field<>(words, span, 0.8));
    }

    private static Optional<Field<String>> summary(
            ParsedDocument document, List<Section> sections) {
        for (Section section : sections) {
            if (section.is(Kind.SUMMARY) && !section.lines().isEmpty()) {
                int start = section.lines().getFirst().start();
                int end = Math.min(section.lines().getLast().end(), start + LONGEST_SUMMARY);
                String words = document.text().substring(start, end).strip();
                return Optional.of(
                        new Field<>(words, new Span(start, start + words.length()), 0.9));
            }
        }
        return Optional.empty();
    }
}
