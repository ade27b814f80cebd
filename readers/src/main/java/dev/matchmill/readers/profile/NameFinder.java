package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import dev.matchmill.readers.profile.Section.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the candidate's name near the top. A phrase in the shape of a name needs a reason to be
 * believed: a label, a known given name, an e-mail address or file name that holds it, or contact
 * details below. Without one the resume is anonymous and the name absent.
 */
final class NameFinder {

    private static final int TOP_LINES = 8;
    private static final Pattern LABEL =
            Pattern.compile(
                    "^(?:full name|name|candidate(?: name)?|vor- und nachname|vorname und"
                        + " nachname|nombre(?: y apellidos?)?|nom(?: et pr\u00E9nom)?)\\s?:\\s*",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OPENING =
            Pattern.compile(
                    "^(?:r\u00E9sum\u00E9|resume|curriculum"
                        + " vitae|cv|lebenslauf|bewerbung|curr\u00EDculum)(?:\\s(?:of|for|von|de)\\s|\\s?[:\\-\u2013|]\\s?|\\s)",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CUT =
            Pattern.compile("\\s?[|\u2022\u00B7\t;/]|\\s[-\u2013\u2014]\\s|\\s{3,}|\\s?\\(|,");
    private static final Pattern DEGREES_BEHIND =
            Pattern.compile(
                    "(?:,?\\s(?:Ph\\.?\\s?D\\.?|M\\.?D\\.?|MBA|M\\.?Sc\\.?|B\\.?Sc\\.?|CPA|PMP|RN|BSN|MSN|Esq\\.?|Jr\\.?|Sr\\.?|II|III|J\\.?D\\.?|P\\.?E\\.?|CFA|SHRM-CP|PHR|DDS|LPN|CNA|M\\.?Ed\\.?|M\\.?A\\.?|B\\.?A\\.?|B\\.?S\\.?|M\\.?S\\.?)){1,4}$");
    private static final Pattern CREDENTIALS =
            Pattern.compile(
                    "(?:,\\s?|\\s)(?:(?:Ph\\.?D|[A-Z][A-Za-z]?\\.?[A-Z]{1,4}(?:-[A-Z]{1,4})?|M\\.?Sc|M\\.?Ed|Esq|Jr|Sr)\\.?(?:,\\s?|(?=\\s|$))\\s?){1,5}");
    private static final Pattern TITLE_BEFORE =
            Pattern.compile(
                    "^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Sr|Sra|Mme|M|Dipl\\.?-Ing|Ing|Mag)\\.?\\s){1,3}(?:med\\.\\s)?");

    private NameFinder() {}

    static Optional<Field<String>> find(
            List<Section> sections, List<Field<String>> emails, String fileName) {
        List<Line> top = new ArrayList<>(sections.getFirst().lines());
        for (Section section : sections) {
            if (section.is(Kind.PERSONAL) || top.isEmpty()) {
                top.addAll(section.lines());
            }
        }
        Optional<Field<String>> best = Optional.empty();
        for (int at = 0; at < Math.min(top.size(), 40); at++) {
            Line line = top.get(at);
            Matcher label = LABEL.matcher(line.text());
            boolean labelled = label.find();
            if (line.text().length() > 160 || (at >= TOP_LINES && !labelled)) {
                continue;
            }
            int from = labelled ? label.end() : opening(line.text());
            Optional<Field<String>> here = candidate(line, from);
            if (here.isPresent()) {
                double confidence = belief(here.get(), labelled, at, emails, fileName);
                if (confidence > best.map(Field::confidence).orElse(0.49)) {
                    best =
                            Optional.of(
                                    new Field<>(here.get().value(), here.get().span(), confidence));
                }
            }
        }
        return best;
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

    private static int opening(String text) {
        Matcher opening = OPENING.matcher(text);
        return opening.find() ? opening.end() : 0;
    }

    private static Optional<Field<String>> candidate(Line line, int from) {
        String rest = line.text().substring(from);
        Matcher cut = CUT.matcher(rest);
        String words = cut.find() ? rest.substring(0, cut.start()) : rest;
        int start = from;
        Matcher title = TITLE_BEFORE.matcher(words);
        if (title.find()) {
            start += title.end();
            words = words.substring(title.end());
        }
        words = DEGREES_BEHIND.matcher(words).replaceFirst("").stripTrailing();
        words = unspaced(words);
        if (!NameShape.fits(words)) {
            return Optional.empty();
        }
        Span span = line.span(start, Math.min(line.text().length(), start + words.length()));
        return Optional.of(new Field<>(inTitleCase(words), span, 0));
    }

    private static double belief(
            Field<String> name, boolean labelled, int at, List<Field<String>> emails, String file) {
        String[] parts = plain(name.value()).split("[ -]+", -1);
        double belief = labelled ? 0.7 : at < 3 ? 0.25 : 0.1;
        belief +=
                NameShape.GIVEN.contains(name.value().split("[ -]", -1)[0].toLowerCase(Locale.ROOT))
                        ? 0.35
                        : 0;
        belief += emails.stream().anyMatch(e -> holds(e.value(), parts)) ? 0.4 : 0;
        belief += isFileOf(file, parts) ? 0.25 : 0;
        boolean contactsBelow =
                emails.stream()
                        .anyMatch(e ->
                                e.span().start() > 0 && e.span().start() < name.span().end() + 600);
        belief += contactsBelow && at < 4 ? 0.25 : 0;
        return Math.min(0.99, belief);
    }

    /** Whether an address or file name holds the family name, or the given name and no other. */
    private static boolean holds(String address, String[] parts) {
        String local = plain(address.split("@", 2)[0]).replaceAll("[^a-z]", "");
        String last = parts[parts.length - 1];
        return (last.length() > 2 && local.contains(last))
                || (parts[0].length() > 3 && local.contains(parts[0]));
    }

    /** Whether a word of the file's own name is the family name: "jane_doe_cv.pdf". */
    private static boolean isFileOf(String file, String[] parts) {
        String own = plain(file.substring(file.lastIndexOf('/') + 1));
        String last = parts[parts.length - 1];
        return last.length() > 2 && List.of(own.split("[^\\p{L}]+", -1)).contains(last);
    }

    private static String plain(String words) {
        return Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    /** "J A N E D O E" is set with spaces between letters: two spaces part the words. */
    private static String unspaced(String words) {
        return words.matches("(?:\\p{L} ){3,30}\\p{L}") ? words : words.replaceAll("\\s+", " ");
    }

    private static String inTitleCase(String words) {
        String upper = words.toUpperCase(Locale.ROOT);
        if (!words.equals(upper)) {
            return words;
        }
        StringBuilder name = new StringBuilder();
        boolean first = true;
        for (int at = 0; at < words.length(); at++) {
            char c = words.charAt(at);
            name.append(first ? c : Character.toLowerCase(c));
            first = !Character.isLetter(c);
        }
        Matcher particle =
                Pattern.compile("(?<= )(?:Van|Von|Der|Den|De|Da|Di|Del|Dos|Ter|Zu)(?= )")
                        .matcher(name);
        return particle.replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    }
}
