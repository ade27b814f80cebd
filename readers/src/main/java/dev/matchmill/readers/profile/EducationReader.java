package dev.matchmill.readers.profile;

import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads degrees with field, school and dates out of the sections on education. */
final class EducationReader {

    private static final int MOST_ENTRIES = 20;
    private static final List<Degree> DEGREES =
            Words.table("degrees.tsv").stream()
                    .map(row -> new Degree(EducationLevel.valueOf(row[0]), pattern(row[1])))
                    .toList();
    private static final Set<String> KIND_OF_SCHOOL =
            Set.of("University", "College", "School", "Institute", "Academy", "Polytechnic");
    private static final Set<String> OF = Set.of("of", "at", "for");
    private static final Set<String> SUBJECTS = Words.of("subjects.txt");
    private static final String NAME = "\\p{Lu}[\\p{L}\\p{M}.'\u2019&-]{0,30}";
    private static final Pattern SCHOOL =
            Pattern.compile(
                    "(?:(?!(?:City|State(?! University| College)|GPA|Graduated|Degree|From)\\b)"
                            + NAME
                            + " ){0,5}(?:(?:University|College|School|Institute|Academy|Polytechnic|Seminary|Conservatory|Gymnasium)\\b(?:"
                            + " (?:of|for|at)(?: the)?(?: (?!City\\b|State\\b)"
                            + NAME
                            + "){1,4})?|(?:Universit\u00E4t|Hochschule|Fachhochschule|Universit\u00E9|Lyc\u00E9e|\u00C9cole"
                            + "|Universidad|Instituto|Colegio|Polit\u00E9cnica|Berufsschule|Universidade|Universit\u00E0|Universiteit|IIT|MIT|TU|ETH)\\b(?:"
                            + " (?:(?:de|del|des|der|du|di|f\u00FCr|y|und|et|zu|la|las|los) ){0,2}"
                            + NAME
                            + "){0,5})",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern DATED =
            Pattern.compile(
                    "\\s(?:(?:January|February|March|April|May|June|July|August|September|October"
                            + "|November|December|[A-Z][a-z]{2})\\.?,? )?(?:19|20)\\d\\d\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD =
            Pattern.compile(
                    "^\\s{0,3}(?:degree)?\\s{0,3}(?::|,|\\(|-|\u2013|in\\b|of\\b|en\\b|im\\b)?\\s{0,3}(?:in"
                        + " |en |major(?:ing)? in |the )?([\\p{Lu}][\\p{L}\\p{M}&/' -]{2,60})");
    private static final Pattern FIELD_END =
            Pattern.compile(
                    "\\s{2,}|\\s[-\u2013|]\\s|\\b(?:City|State|GPA|Minor|Graduated|Expected|from|at|with)\\b|\\s(?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\\b)");

    private static final Set<Kind> ALSO =
            EnumSet.of(
                    Kind.CERTIFICATIONS,
                    Kind.SKILLS,
                    Kind.OTHER,
                    Kind.PERSONAL,
                    Kind.ACCOMPLISHMENTS);

    private final DateRangeReader dates;

    EducationReader(DateRangeReader dates) {
        this.dates = dates;
    }

    /** Entries, the highest degree first, in the order of the text among equals. */
    List<EducationEntry> read(List<Section> sections) {
        List<EducationEntry> entries = new ArrayList<>();
        for (Section section : sections) {
            if (section.is(Kind.EDUCATION)) {
                entries.addAll(ofSection(section.lines()));
            }
        }
        if (entries.isEmpty()) {
            entries.addAll(elsewhere(sections));
        }
        entries.sort(
                Comparator.comparing(EducationEntry::level, Comparator.reverseOrder())
                        .thenComparingInt(e -> e.span().start()));
        return entries.stream().limit(MOST_ENTRIES).toList();
    }

    /** Below "Training" or "Qualifications" a degree is one when a school stands beside it. */
    private List<EducationEntry> elsewhere(List<Section> sections) {
        return sections.stream()
                .filter(section -> ALSO.contains(section.kind()))
                .flatMap(section -> ofSection(section.lines()).stream())
                .filter(entry -> entry.school() != null || entry.end() != null)
                .toList();
    }

    private List<EducationEntry> ofSection(List<Line> lines) {
        List<EducationEntry> entries = new ArrayList<>();
        int floor = 0;
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            if (line.text().length() > 400) {
                continue;
            }
            Optional<Found> degree = degree(line.text());
            if (degree.isEmpty()) {
                continue;
            }
            int stop = at + 1;
            while (stop < lines.size()
                    && stop <= at + 2
                    && degree(head(lines.get(stop))).isEmpty()
                    && !opensNext(lines, stop)) {
                stop++;
            }
            entries.add(entry(lines, floor, at, stop, degree.get()));
            floor = stop;
        }
        return entries;
    }

    /** Whether the line stands above the next degree rather than below the last one. */
    private static boolean opensNext(List<Line> lines, int at) {
        return lines.get(at).afterBlank()
                && at + 1 < lines.size()
                && degree(head(lines.get(at + 1))).isPresent();
    }

    private EducationEntry entry(List<Line> lines, int floor, int at, int stop, Found degree) {
        Line line = lines.get(at);
        int from = at;
        String school = school(line.text());
        for (int below = at + 1; below < stop && school == null; below++) {
            school = school(head(lines.get(below)));
        }
        Optional<DateRange> date = date(line.text());
        for (int below = at + 1; below < stop && date.isEmpty(); below++) {
            date = date(head(lines.get(below)));
        }
        if (at > floor && (school == null || date.isEmpty())) {
            Line above = lines.get(at - 1);
            school = school == null ? school(head(above)) : school;
            date = date.isEmpty() ? date(head(above)) : date;
            from = at - 1;
        }
        boolean range = date.isPresent() && isRange(date.get());
        return new EducationEntry(
                degree.words,
                field(line.text(), degree),
                school,
                degree.level,
                range ? date.get().start() : null,
                date.map(DateRange::end).orElse(null),
                new Span(lines.get(from).start(), lines.get(stop - 1).end()));
    }

    private Optional<DateRange> date(String text) {
        List<DateRange> ranges = dates.in(text);
        return ranges.isEmpty() ? dates.lastDate(text) : Optional.of(ranges.getFirst());
    }

    private static boolean isRange(DateRange date) {
        return date.to() - date.from() > 8
                && (date.end() == null || !date.start().equals(date.end()));
    }

    private static @Nullable String school(String text) {
        Matcher school = SCHOOL.matcher(DATED.matcher(text).replaceAll(" | "));
        String best = null;
        while (school.find()) {
            String found = withoutSubject(school.group().strip());
            boolean degree = degree(found).isPresent();
            if (found.indexOf(' ') > 0
                    && !degree
                    && (best == null || found.length() > best.length())) {
                best = found;
            }
        }
        return best;
    }

    /**
     * "Business Administration Accounting Montclair State College" begins with what was learned.
     */
    private static String withoutSubject(String words) {
        List<String> all = new ArrayList<>(List.of(words.split(" ", -1)));
        int the = all.indexOf("The");
        if (the > 0) {
            all = all.subList(the, all.size());
        }
        int kind = 0;
        while (kind < all.size() && !KIND_OF_SCHOOL.contains(all.get(kind))) {
            kind++;
        }
        boolean of = kind + 1 < all.size() && OF.contains(all.get(kind + 1));
        int least = of ? kind : kind - 1;
        int from = 0;
        while (from < least && SUBJECTS.contains(all.get(from).toLowerCase(Locale.ROOT))) {
            from++;
        }
        // "Computer Science College" is a name, "Accounting Montclair College" is none.
        boolean parted = from > 0 && (from < least || of);
        return String.join(" ", parted ? all.subList(from, all.size()) : all);
    }

    private static @Nullable String field(String text, Found degree) {
        Matcher field = FIELD.matcher(text.substring(degree.to));
        if (!field.find()) {
            return null;
        }
        String words = FIELD_END.split(field.group(1), 2)[0].strip();
        boolean other =
                SCHOOL.matcher(words).find()
                        || Gazetteer.isPlace(words)
                        || degree(words).isPresent();
        return words.length() < 3 || other ? null : words;
    }

    private static Optional<Found> degree(String text) {
        for (Degree degree : DEGREES) {
            Matcher matcher = degree.pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(new Found(degree.level, matcher.group().strip(), matcher.end()));
            }
        }
        return Optional.empty();
    }

    private static String head(Line line) {
        return line.text().length() > 400 ? line.text().substring(0, 400) : line.text();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private record Degree(EducationLevel level, Pattern pattern) {}

    private record Found(EducationLevel level, String words, int to) {}
}
