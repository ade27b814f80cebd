package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one degree, course or school: a new one begins with the second degree, and in the
 * way the section begins ("school first", "dates first") with the second school or date.
 *
 * @param sharesSchool whether the school of the block above may be this one's too
 */
record EducationBlock(
        List<Line> lines,
        Degrees.@Nullable Found degree,
        @Nullable String field,
        @Nullable String school,
        Optional<DateRange> date,
        boolean sharesSchool) {

    private static final int LONGEST_LINE = 400;
    private static final int MOST_LINES = 6;
    private static final int MOST_WORDS_BEFORE_UNKNOWN_SCHOOL = 16;
    private static final int MOST_WORDS_OF_SCHOOL_LINE = 24;

    static List<EducationBlock> of(List<Line> lines, DateRangeReader dates) {
        List<EducationBlock> blocks = new ArrayList<>();
        List<Seen> block = new ArrayList<>();
        char first = ' ';
        for (Line line : lines) {
            for (Line piece : pieces(line)) {
                Seen seen = Seen.of(piece, dates);
                first = first == ' ' ? seen.kind() : first;
                if (begins(block, seen, first)) {
                    add(blocks, block, first);
                    block = new ArrayList<>();
                }
                if (!block.isEmpty() || seen.kind() != ' ') {
                    block.add(seen);
                }
            }
        }
        add(blocks, block, first);
        return blocks;
    }

    private static boolean begins(List<Seen> block, Seen seen, char first) {
        if (block.isEmpty()) {
            return false;
        }
        boolean degree = block.stream().anyMatch(s -> s.degree != null);
        boolean school = block.stream().anyMatch(s -> s.school != null);
        boolean date = block.stream().anyMatch(s -> s.date.isPresent());
        return switch (seen.kind()) {
            case 'D' -> degree;
            case 'S' -> school && (first != 'D' || degree);
            case 'T' -> date && first == 'T';
            default -> false;
        };
    }

    private static void add(List<EducationBlock> blocks, List<Seen> seen, char first) {
        if (seen.isEmpty()) {
            return;
        }
        Seen head = seen.stream().filter(s -> s.degree != null).findFirst().orElse(null);
        List<Seen> near = seen.subList(0, Math.min(seen.size(), MOST_LINES));
        String school = head == null ? null : head.school;
        Optional<DateRange> date = head == null ? Optional.empty() : head.date;
        String field =
                head == null || head.degree == null
                        ? null
                        : StudyField.of(head.line.text(), head.degree);
        for (Seen one : near) {
            school = school == null ? one.school : school;
            date = date.isEmpty() ? one.date : date;
            field = field == null ? StudyField.labelled(one.line.text()) : field;
        }
        if (head == null && date.isEmpty() && field == null && !alone(near)) {
            return;
        }
        blocks.add(
                new EducationBlock(
                        near.stream().map(Seen::line).toList(),
                        head == null ? null : head.degree,
                        field,
                        school == null && head != null ? fallback(head) : without(school, field),
                        date,
                        first == 'S'));
    }

    /** The line with the degree, or the first one. */
    String headText() {
        return lines.stream()
                .map(Line::text)
                .filter(text -> degree == null || text.contains(degree.words()))
                .findFirst()
                .orElse("");
    }

    /** "University of Leeds Economics" is followed by the field. */
    private static @Nullable String without(@Nullable String school, @Nullable String field) {
        int at = school == null || field == null ? -1 : school.lastIndexOf(" " + field);
        if (school == null || at <= 0) {
            return school;
        }
        String rest = school.substring(0, at);
        boolean whole =
                rest.equals(StudyParts.school(rest)) && !rest.matches(".*\\s(?:of|and|&|for)");
        return whole ? rest : school;
    }

    /** A school on a line of its own, with or without its place. */
    private static boolean alone(List<Seen> near) {
        String text = near.getFirst().line.text();
        return near.getFirst().school != null && text.split("\\s+", 32).length <= 9;
    }

    /** Behind degree and field stands the school, also one that no word tells. */
    private static @Nullable String fallback(Seen head) {
        Degrees.Found degree = head.degree;
        if (degree == null) {
            return null;
        }
        List<String> parts = StudyParts.of(head.line.text().substring(degree.to()));
        if (head.line.wordCount() > MOST_WORDS_BEFORE_UNKNOWN_SCHOOL) {
            return null;
        }
        for (int at = 1; at < parts.size(); at++) {
            String part = parts.get(at);
            boolean named =
                    part.chars().noneMatch(Character::isDigit)
                            && new HeadingParts.Part(part, 0, part.length()).isCompany()
                            && !StudyParts.isSubject(part)
                            && !Gazetteer.isPlace(part)
                            && !Degrees.isIn(part)
                            && !part.matches(
                                    "(?i).*\\b(?:gpa|minor|major|honou?rs|laude|class|expected|grade|specialization|concentration)\\b.*");
            if (named) {
                return part;
            }
        }
        return null;
    }

    /** "MBA, Lake College 2018; B.A., Hill College 2012" are two. */
    private static List<Line> pieces(Line line) {
        String[] parts = line.text().split("(?<=;)\\s", 8);
        long degrees = List.of(parts).stream().filter(Degrees::isIn).count();
        if (degrees < 2 || line.text().length() > LONGEST_LINE) {
            return List.of(line);
        }
        List<Line> pieces = new ArrayList<>();
        int at = 0;
        for (String part : parts) {
            int from = line.text().indexOf(part, at);
            pieces.add(new Line(part, line.start() + from, line.afterBlank(), line.bullet()));
            at = from + part.length();
        }
        return pieces;
    }

    /** What one line holds. */
    private record Seen(
            Line line,
            Degrees.@Nullable Found degree,
            @Nullable String school,
            Optional<DateRange> date) {

        static Seen of(Line line, DateRangeReader dates) {
            String text =
                    line.text().length() > LONGEST_LINE
                            ? line.text().substring(0, LONGEST_LINE)
                            : line.text();
            Degrees.Found degree =
                    Degrees.in(text).stream()
                            .filter(found -> Degrees.heads(text, found))
                            .findFirst()
                            .orElse(null);
            boolean note = line.bullet() && line.text().indexOf('\t') < 0;
            boolean shortLine = line.wordCount() <= MOST_WORDS_OF_SCHOOL_LINE;
            boolean prose = Deeds.lowerCaseWords(text) > 4 || Deeds.isDeed(text);
            boolean headed = degree != null || (shortLine && !prose && !note);
            String school =
                    headed || (note && shortLine && !prose) ? StudyParts.school(text) : null;
            Optional<DateRange> date =
                    headed || school != null ? date(text, dates) : Optional.empty();
            return new Seen(line, degree, school, date);
        }

        /** D for a degree, S for a school, T for a date, blank for none. */
        char kind() {
            if (degree != null) {
                return 'D';
            }
            if (school != null) {
                return 'S';
            }
            return date.isPresent() ? 'T' : ' ';
        }

        private static Optional<DateRange> date(String text, DateRangeReader dates) {
            List<DateRange> ranges = dates.in(text);
            return ranges.isEmpty() ? dates.lastDate(text) : Optional.of(ranges.getFirst());
        }
    }
}
