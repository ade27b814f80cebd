package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.NamePieces.Before;
import dev.matchmill.readers.profile.NamePieces.Piece;
import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the candidate's name. A phrase in the shape of a name needs a reason to be believed: a
 * label, a known given name, an e-mail address, profile link or file name that holds it, or
 * contacts beside it. Without one the resume is anonymous and the name absent. Away from the top,
 * where a side column may push it, only an address or the file name is reason enough.
 */
final class NameFinder {

    private static final int TOP_LINES = 8;
    private static final int MOST_LINES = 150;
    private static final Set<Kind> HERE =
            EnumSet.complementOf(
                    EnumSet.of(Kind.REFERENCES, Kind.EXPERIENCE, Kind.PUBLICATIONS, Kind.PROJECTS));
    private static final Pattern ADDRESS_BEHIND = Pattern.compile("\\s?,\\s?\\d");
    private static final Pattern CREDENTIALS =
            Pattern.compile(
                    "(?:,\\s?|\\s)(?:(?:Ph\\.?D|[A-Z][A-Za-z]?\\.?[A-Z]{1,4}(?:-[A-Z]{1,4})?|M\\.?Sc|M\\.?Ed|Esq|Jr|Sr)\\.?(?:,\\s?|(?=\\s|$))\\s?){1,5}");

    private final NameEvidence evidence;
    private @Nullable Field<String> best;

    private NameFinder(NameEvidence evidence) {
        this.evidence = evidence;
    }

    /**
     * Looks near the top, then everywhere, at last at what addresses and the file's name agree on.
     */
    static Optional<Field<String>> find(List<Section> sections, NameEvidence evidence) {
        NameFinder finder = new NameFinder(evidence);
        NameLabels.of(sections).ifPresent(finder::offer);
        int read = 0;
        for (Section section : sections) {
            if (HERE.contains(section.kind())) {
                finder.look(section, MOST_LINES - read);
            }
            read += section.lines().size();
        }
        return Optional.ofNullable(finder.best).or(() -> NameSources.agreed(evidence));
    }

    /** Whether the line says that this is a resume, as "Curriculum Vitae" does. */
    static boolean opensResume(String line) {
        return NamePieces.opensResume(line);
    }

    /** Where the degrees and licences behind a name end: "Maria Gonzalez, RN, BSN | Nurse". */
    static int endOfCredentials(String line, int endOfName) {
        // A name over two lines ends on the next one.
        int from = Math.min(endOfName, line.length());
        Matcher behind = CREDENTIALS.matcher(line).region(from, line.length());
        return behind.lookingAt() ? behind.end() : from;
    }

    private void look(Section section, int most) {
        boolean head = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
        List<Line> lines = section.lines();
        boolean label = false;
        for (int at = 0; at < Math.min(most, lines.size()); at++) {
            int place = head ? at : MOST_LINES;
            in(lines.get(at), place, label).forEach(this::offer);
            if (head && place < TOP_LINES && at + 1 < lines.size()) {
                Field<String> both = over(lines.get(at), lines.get(at + 1), place);
                if (both != null) {
                    offer(both);
                }
            }
            label = NameLabels.isLabel(lines.get(at).text());
        }
    }

    private void offer(Field<String> found) {
        if (best == null || found.confidence() > best.confidence()) {
            best = found;
        }
    }

    private List<Field<String>> in(Line line, int place, boolean labelAbove) {
        int labelEnd = NameLabels.endOfLabel(line.text());
        boolean labelled = labelEnd > 0 || labelAbove;
        boolean far = place >= TOP_LINES && !labelled;
        if (line.text().length() > 200
                || !OtherPeople.own(line.text())
                || (far && (line.bullet() || line.wordCount() > 7))) {
            return List.of();
        }
        List<Piece> pieces = NamePieces.of(line.text(), labelEnd, labelled, evidence);
        if (pieces.isEmpty() && place < 3) {
            return small(line, place);
        }
        return pieces.stream()
                .filter(piece -> piece.first() || place < TOP_LINES)
                .map(piece -> judged(line, piece, labelled, place))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Field<String>> judged(Line line, Piece piece, boolean labelled, int place) {
        Span span = line.span(piece.from(), piece.to());
        double belief = evidence.of(piece.name(), span, labelled && piece.first(), place);
        if (ADDRESS_BEHIND
                .matcher(line.text())
                .region(piece.to(), line.text().length())
                .lookingAt()) {
            belief -= 0.3;
        }
        boolean far = place >= TOP_LINES && !(labelled && piece.first());
        boolean proved =
                far
                        ? evidence.isNamedBy(piece.name())
                        : piece.before() != Before.OTHER || evidence.isProved(piece.name());
        return belief > 0.49 && proved
                ? Optional.of(new Field<>(piece.name(), span, belief))
                : Optional.empty();
    }

    /** "jane doe": small letters need an address or file name that holds all of it. */
    private List<Field<String>> small(Line line, int place) {
        String text = line.text();
        String name = NameCase.capitalized(text);
        boolean small =
                text.matches(
                        "\\p{Ll}[\\p{Ll}'\u2019-]{1,20}(?: \\p{Ll}[\\p{Ll}'\u2019-]{1,20}){1,2}");
        if (!small || !NameShape.fits(name) || !evidence.isFullyNamedBy(name)) {
            return List.of();
        }
        double belief = evidence.of(name, line.span(), false, place);
        return belief > 0.49 ? List.of(new Field<>(name, line.span(), belief)) : List.of();
    }

    /** "JANE" above "DOE": a word or two each, and something that proves the whole. */
    private @Nullable Field<String> over(Line line, Line next, int place) {
        boolean words =
                line.wordCount() <= 2
                        && next.wordCount() <= 2
                        && !next.bullet()
                        && (line.wordCount() == 1 || next.wordCount() == 1)
                        && NameShape.isWord(lastWord(line.text()))
                        && NameShape.isWord(next.text().split(" ", 2)[0]);
        String both = line.text() + " " + next.text();
        if (!words || !NameShape.fits(both) || Gazetteer.isPlace(next.text())) {
            return null;
        }
        String name = NameCase.of(both);
        Span span = new Span(line.start(), next.end());
        double belief = evidence.of(name, span, false, place);
        boolean proved =
                evidence.isFullyNamedBy(name)
                        || (place < 2 && line.wordCount() == 1 && NameEvidence.isGiven(name));
        return belief > 0.49 && proved ? new Field<>(name, span, belief) : null;
    }

    private static String lastWord(String words) {
        return words.substring(words.lastIndexOf(' ') + 1);
    }
}
