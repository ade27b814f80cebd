package dev.matchmill.readers.profile;

import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads degrees with field, school and dates out of the sections on education. */
final class EducationReader {

    private static final int MOST_ENTRIES = 20;
    private static final Set<Kind> ALSO =
            EnumSet.of(
                    Kind.CERTIFICATIONS,
                    Kind.TRAINING,
                    Kind.SKILLS,
                    Kind.OTHER,
                    Kind.PERSONAL,
                    Kind.ACCOMPLISHMENTS);
    private static final Pattern UNFINISHED =
            Pattern.compile(
                    "\\b(?:expected|anticipated?|in progress|ongoing|present|pursuing|coursework"
                        + " (?:toward|completed)|toward|towards|(?:degree|phd|ph\\.d\\.|master['\u2019]?s?|bachelor['\u2019]?s?)"
                        + " candidate|currently|no degree|not completed|incomplete|credits?"
                        + " (?:earned|completed|hours)|credit hours|some"
                        + " college|voraussichtlich|laufend|abgebrochen|ohne abschluss|en cours|en"
                        + " curso|in corso|cursando|lopend|em andamento)\\b",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final DateRangeReader dates;
    private final YearMonth today;

    EducationReader(DateRangeReader dates, LocalDate today) {
        this.dates = dates;
        this.today = YearMonth.from(today);
    }

    /** Entries, the highest degree first, in the order of the text among equals. */
    List<EducationEntry> read(List<Section> sections) {
        List<EducationEntry> entries = new ArrayList<>();
        for (Section section : sections) {
            if (section.is(Kind.EDUCATION)) {
                entries.addAll(ofSection(section.lines(), true));
            }
        }
        if (entries.stream().noneMatch(entry -> entry.degree() != null)) {
            entries.addAll(elsewhere(sections));
        }
        entries.sort(
                // An unknown level is below all known ones.
                Comparator.comparing((EducationEntry e) -> e.level() == EducationLevel.OTHER)
                        .thenComparing(EducationEntry::level, Comparator.reverseOrder())
                        .thenComparingInt(e -> e.span().start()));
        return entries.stream().limit(MOST_ENTRIES).toList();
    }

    /** Below "Training" or "Qualifications" a degree is one when a school stands beside it. */
    private List<EducationEntry> elsewhere(List<Section> sections) {
        return sections.stream()
                .filter(section -> ALSO.contains(section.kind()))
                .flatMap(section -> ofSection(section.lines(), false).stream())
                .filter(entry -> entry.school() != null || entry.end() != null)
                .toList();
    }

    private List<EducationEntry> ofSection(List<Line> lines, boolean headed) {
        List<EducationEntry> entries = new ArrayList<>();
        String lastSchool = null;
        for (EducationBlock block : EducationBlock.of(lines, dates)) {
            EducationEntry entry = entry(block, lastSchool);
            if (block.degree() != null || (headed && entry.school() != null)) {
                entries.add(entry);
            }
            lastSchool = block.school() != null ? block.school() : lastSchool;
        }
        return entries;
    }

    private EducationEntry entry(EducationBlock block, @Nullable String lastSchool) {
        Degrees.Found degree = block.degree();
        String own = block.school();
        String school = own == null && block.sharesSchool() ? lastSchool : own;
        Optional<DateRange> date = block.date();
        YearMonth end = date.map(DateRange::end).orElse(null);
        boolean range = date.isPresent() && isRange(date.get());
        boolean later = end != null && end.isAfter(today);
        boolean unfinished =
                later
                        || (date.isPresent() && end == null)
                        || UNFINISHED.matcher(block.headText()).find();
        return new EducationEntry(
                degree == null ? null : degree.words(),
                block.field(),
                school,
                degree == null ? EducationLevel.OTHER : degree.level(),
                range ? date.get().start() : null,
                end,
                new Span(block.lines().getFirst().start(), block.lines().getLast().end()),
                unfinished,
                confidence(degree, school, date.isPresent()));
    }

    private static double confidence(
            Degrees.@Nullable Found degree, @Nullable String school, boolean dated) {
        double known = degree == null ? 0.45 : 0.75;
        return known + (school == null ? 0 : 0.15) + (dated ? 0.05 : 0);
    }

    private static boolean isRange(DateRange date) {
        return date.to() - date.from() > 8
                && (date.end() == null || !date.start().equals(date.end()));
    }
}
