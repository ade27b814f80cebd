package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.skill.SkillMention;
import dev.matchmill.readers.text.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the candidate's name. A phrase in the shape of a name needs a reason to be believed: a
 * label, a known given name, an e-mail address or file name that holds it, or contacts beside it.
 * Without one the resume is anonymous and the name absent. Away from the top, where a side column
 * may push it, only an address or the file name is reason enough.
 */
final class NameFinder {

    private static final int TOP_LINES = 8;
    private static final int MOST_LINES = 150;
    private static final Set<Kind> ELSEWHERE =
            EnumSet.complementOf(
                    EnumSet.of(Kind.REFERENCES, Kind.EXPERIENCE, Kind.PUBLICATIONS, Kind.PROJECTS));
    private static final Pattern LABEL =
            Pattern.compile(
                    "^(?:full name|name|candidate(?: name)?|applicant|vor- und nachname|vorname und"
                            + " nachname|nombre(?: y apellidos?)?|nom(?: et"
                            + " pr\u00E9nom)?|naam|nome)\\s?:\\s*",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OPENING =
            Pattern.compile(
                    "^(?:r\u00E9sum\u00E9|resume|curriculum"
                        + " vitae|cv|lebenslauf|bewerbung|curr\u00EDculum)(?:\\s(?:of|for|von|de)\\s|\\s?[:\\-\u2013|]\\s?|\\s)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CUT =
            Pattern.compile("\\s?[|\u2022\u00B7\t;/]|\\s[-\u2013\u2014]\\s|\\s{3,}|\\s?\\(");
    private static final Pattern COMMA = Pattern.compile("\\s?,\\s?");
    private static final Pattern ADDRESS_BEHIND = Pattern.compile("\\s?,\\s?\\d");
    private static final Pattern DEGREES_BEHIND =
            Pattern.compile(
                    "(?:,?\\s(?:Ph\\.?\\s?D\\.?|M\\.?D\\.?|MBA|M\\.?Sc\\.?|B\\.?Sc\\.?|CPA|PMP|RN|BSN|MSN|Esq\\.?|Jr\\.?|Sr\\.?|II|III|J\\.?D\\.?|P\\.?E\\.?|CFA|SHRM-CP|PHR|DDS|LPN|CNA|M\\.?Ed\\.?|M\\.?A\\.?|B\\.?A\\.?|B\\.?S\\.?|M\\.?S\\.?)){1,4}$");
    private static final Pattern CREDENTIALS =
            Pattern.compile(
                    "(?:,\\s?|\\s)(?:(?:Ph\\.?D|[A-Z][A-Za-z]?\\.?[A-Z]{1,4}(?:-[A-Z]{1,4})?|M\\.?Sc|M\\.?Ed|Esq|Jr|Sr)\\.?(?:,\\s?|(?=\\s|$))\\s?){1,5}");
    private static final Pattern TITLE_BEFORE =
            Pattern.compile(
                    "^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Sr|Sra|Mme|Dipl\\.?-Ing|Ing|Mag|MR|MRS|MS|MISS|DR|PROF|Eng|Rev|Sir)\\.?\\s){1,3}(?:med\\.\\s)?");

    private NameFinder() {}

    /** Looks near the top, then everywhere; {@code contacts} are the places of the contacts. */
    static Optional<Field<String>> find(
            List<Section> sections,
            List<Field<String>> emails,
            List<Span> contacts,
            List<SkillMention> skills,
            String fileName) {
        NameEvidence evidence = new NameEvidence(emails, contacts, skills, fileName);
        Field<String> best = null;
        int read = 0;
        for (Section section : sections) {
            boolean head = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
            int top = 0;
            for (Line line : section.lines()) {
                int place = head ? top++ : MOST_LINES;
                if (read++ < MOST_LINES && ELSEWHERE.contains(section.kind())) {
                    Field<String> here = in(line, place, evidence);
                    if (here != null && (best == null || here.confidence() > best.confidence())) {
                        best = here;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether the line says that this is a resume, as "Curriculum Vitae" does. */
    static boolean opensResume(String line) {
        return OPENING.matcher(line + " ").find();
    }

    /** Where the degrees and licences behind a name end: "Maria Gonzalez, RN, BSN | Nurse". */
    static int endOfCredentials(String line, int endOfName) {
        Matcher behind = CREDENTIALS.matcher(line).region(endOfName, line.length());
        return behind.lookingAt() ? behind.end() : endOfName;
    }

    private static @Nullable Field<String> in(Line line, int place, NameEvidence evidence) {
        Matcher label = LABEL.matcher(line.text());
        boolean labelled = label.find();
        boolean far = place >= TOP_LINES && !labelled;
        if (line.text().length() > 160 || (far && (line.bullet() || line.wordCount() > 7))) {
            return null;
        }
        int from = labelled ? label.end() : opening(line.text());
        Found found = found(line.text(), from, labelled);
        if (found == null) {
            return null;
        }
        Span span = line.span(found.from, found.to);
        double belief = evidence.of(found.name, span, labelled, place);
        if (ADDRESS_BEHIND
                .matcher(line.text())
                .region(found.to, line.text().length())
                .lookingAt()) {
            belief -= 0.3;
        }
        boolean proved = !far || evidence.isNamedBy(found.name);
        return belief > 0.49 && proved ? new Field<>(found.name, span, belief) : null;
    }

    private static int opening(String text) {
        Matcher opening = OPENING.matcher(text);
        return opening.find() ? opening.end() : 0;
    }

    private static @Nullable Found found(String text, int from, boolean labelled) {
        Matcher cut = CUT.matcher(text);
        String words = text.substring(from, cut.find(from) ? cut.start() : text.length());
        int start = from;
        Matcher title = TITLE_BEFORE.matcher(words);
        if (title.find()) {
            start += title.end();
            words = words.substring(title.end());
        }
        String whole = DEGREES_BEHIND.matcher(words).replaceFirst("").stripTrailing();
        String[] parts = COMMA.split(whole, 3);
        String first = DEGREES_BEHIND.matcher(parts[0]).replaceFirst("");
        if (parts.length == 2 && isFamilyFirst(parts[0], parts[1])) {
            String name = NameCase.of(parts[1].strip()) + " " + NameCase.of(parts[0]);
            return new Found(name, start, start + whole.length());
        }
        String name = NameCase.unspaced(first.stripTrailing());
        boolean single = labelled && NameShape.isWord(name);
        return single || NameShape.fits(name)
                ? new Found(
                        NameCase.of(name),
                        start,
                        Math.min(text.length(), start + first.stripTrailing().length()))
                : null;
    }

    /** "Okafor, Denise" is a name; "Okafor, RN" and "Marburg, Hessen" are none of this order. */
    private static boolean isFamilyFirst(String family, String given) {
        String plain = given.strip();
        boolean credentials = plain.length() <= 5 && plain.equals(plain.toUpperCase(Locale.ROOT));
        boolean initials = plain.contains(". ") || plain.endsWith(".");
        return (!credentials || initials)
                && family.split(" ", -1).length <= 3
                && plain.split(" ", -1).length <= 3
                && !Gazetteer.isPlace(plain)
                && !Gazetteer.isPlace(family)
                && NameShape.fits((plain + " " + family).replaceAll("\\s+", " "));
    }

    private record Found(String name, int from, int to) {}
}
