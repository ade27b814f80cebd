package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds certificates and licences: the items below their heading, and well-known ones elsewhere.
 */
final class CertificationFinder {

    private static final int MOST = 60;
    private static final int DATE_BEHIND = 24;
    private static final int LONGEST_LINE = 600;
    private static final int LONGEST_NAME = 110;
    private static final int MOST_WORDS = 13;
    private static final Set<Kind> SILENT =
            EnumSet.of(Kind.REFERENCES, Kind.PUBLICATIONS, Kind.INTERESTS, Kind.PROJECTS);
    private static final Pattern ITEM = Pattern.compile("[^;|\u2022\u00B7]+");
    private static final Pattern COMMA = Pattern.compile("[^,]+");
    private static final Pattern ISSUER =
            Pattern.compile(
                    "\\s(?:[-\u2013\u2014]|\\|)\\s(?!(?:Associate|Professional|Specialty|Practitioner|Foundation|Expert|Level|Class|Adult|Advanced)\\b)|,\\s(?=.{0,40}(?:\\b(?i:institute|association|university|college|council|academy|board|society|foundation|inc|services|school|ihk|coursera|udemy|edx|linkedin"
                        + " learning|google|microsoft|amazon|cisco|oracle|ibm|american|national|international)\\b|[A-Z]{3,6}$))|\\t|\\s(?:by|from|issued"
                        + " by|through|ausgestellt von)\\s(?=\\p{Lu})");
    private static final Pattern ISSUED =
            Pattern.compile("(?i)\\b(?:issued|awarded|ausgestellt|obtenue? le)\\b(?! by)");
    private static final Pattern EXPIRES =
            Pattern.compile(
                    "(?i)[\\s,;(\u2013-]{0,4}\\b(?:exp\\.?|expires?|expiration|valid"
                            + " (?:until|through|thru)|renewal)\\b");
    private static final Pattern NOT_A_NAME =
            Pattern.compile(
                    "(?i)(?:issued|expires?|expiration|valid|license (?:no|number|#)|credential"
                            + " id|id|see|city|state|references?|date|completed|score|gpa|company"
                            + " name).{0,60}|[^\\p{L}]*");
    private static final Pattern EDGES =
            Pattern.compile("^[^\\p{L}\\p{N}(]{1,10}|[^\\p{L}\\p{N}).+]{1,10}$");
    private static final Pattern CLAIM =
            Pattern.compile("(?i).*\\b(?:certif|licen[sc]|zertifi|accredit).*");

    private final DateRangeReader dates;

    CertificationFinder(DateRangeReader dates) {
        this.dates = dates;
    }

    /** Each certificate once, in the order of the text, those below a heading first. */
    List<Field<Certification>> find(List<Section> sections) {
        Map<String, Field<Certification>> found = new LinkedHashMap<>();
        for (Section section : sections) {
            boolean listed = section.is(Kind.CERTIFICATIONS);
            if (listed || section.is(Kind.TRAINING)) {
                section.lines().forEach(line -> items(line, listed, found));
            }
        }
        for (Section section : sections) {
            if (!SILENT.contains(section.kind())) {
                boolean listed = section.is(Kind.CERTIFICATIONS);
                section.lines().forEach(line -> known(line, listed, section.kind(), found));
            }
        }
        return found.values().stream().limit(MOST).toList();
    }

    private void items(Line line, boolean listed, Map<String, Field<Certification>> found) {
        if (line.text().length() > LONGEST_LINE) {
            return;
        }
        if (ISSUED.matcher(line.text()).find()) {
            dateOfLast(line.text(), found);
            return;
        }
        Matcher piece = (isList(line.text()) ? COMMA : ITEM).matcher(line.text());
        while (piece.find()) {
            item(line, piece.group(), piece.start(), listed).ifPresent(field -> put(found, field));
        }
    }

    /** "Acme \u00B7 Issued Jun 2021" below a certificate says more of it. */
    private void dateOfLast(String text, Map<String, Field<Certification>> found) {
        List<DateRange> dated = dates.dates(text);
        if (found.isEmpty() || dated.isEmpty()) {
            return;
        }
        Field<Certification> last = List.copyOf(found.values()).getLast();
        String before = ISSUED.split(text, 2)[0].replaceAll("[\\s\u00B7|,-]+$", "").strip();
        String issuer = last.value().issuer();
        Certification whole =
                new Certification(
                        last.value().name(),
                        issuer == null && isIssuer(before) ? before : issuer,
                        dated.getFirst().end());
        found.put(
                whole.name().toLowerCase(Locale.ROOT),
                new Field<>(whole, last.span(), last.confidence()));
    }

    /** "CCNA, CCNP, MCSE, Security+": short names between commas. */
    private static boolean isList(String text) {
        String[] parts = text.split(",", 40);
        long known = 0;
        for (String part : parts) {
            known += KnownCertificates.in(part, true).isEmpty() ? 0 : 1;
        }
        return parts.length > 1 && known > 1;
    }

    private Optional<Field<Certification>> item(Line line, String piece, int at, boolean listed) {
        // When it ends is not when it was awarded.
        String awarded = EXPIRES.split(piece, 2)[0];
        List<DateRange> dated = dates.dates(awarded);
        YearMonth date = dated.isEmpty() ? null : dated.getFirst().end();
        String undated = awarded;
        for (DateRange one : dated.reversed()) {
            undated = undated.substring(0, one.from()) + "\t" + undated.substring(one.to());
        }
        String[] parts = ISSUER.split(undated.strip(), 3);
        String name = "";
        String issuer = null;
        for (String part : parts) {
            String plain = closed(EDGES.matcher(part.strip()).replaceAll("").strip());
            if (name.isEmpty()) {
                name = NOT_A_NAME.matcher(plain).matches() ? "" : plain;
            } else if (issuer == null) {
                issuer = isIssuer(plain) ? plain : null;
            }
        }
        boolean named =
                name.length() >= 3
                        && name.length() <= LONGEST_NAME
                        && name.split("\\s+", 64).length <= MOST_WORDS
                        && !Character.isLowerCase(name.charAt(0))
                        && Deeds.lowerCaseWords(name) <= 3
                        && !Deeds.isDeed(name)
                        && !Gazetteer.isPlace(name)
                        && !SectionFinder.isHeading(name)
                        && !name.endsWith(".");
        List<KnownCertificates.Found> known = KnownCertificates.in(piece, true);
        if (!named || (!listed && known.isEmpty() && !CLAIM.matcher(name).matches())) {
            return Optional.empty();
        }
        int from = line.text().indexOf(name, at);
        Span span = from < 0 ? line.span() : line.span(from, from + name.length());
        String by = issuer == null && !known.isEmpty() ? known.getFirst().issuer() : issuer;
        double confidence = known.isEmpty() ? 0.7 : 0.95;
        return Optional.of(new Field<>(new Certification(name, by, date), span, confidence));
    }

    /** Without a bracket that lost its other half. */
    private static String closed(String words) {
        int open = words.indexOf('(');
        int close = words.indexOf(')');
        if (open >= 0 && close < open) {
            return words.substring(0, open).strip();
        }
        return open < 0 && close >= 0 ? words.substring(0, close).strip() : words;
    }

    private static boolean isIssuer(String words) {
        return words.length() > 1
                && words.length() < 60
                && words.matches(".*\\p{L}{2}.*")
                && Character.isUpperCase(words.charAt(0))
                && words.split("\\s+", 20).length <= 8
                && !Gazetteer.isPlace(words)
                && !NOT_A_NAME.matcher(words).matches();
    }

    private void known(
            Line line, boolean listed, Kind kind, Map<String, Field<Certification>> found) {
        if (line.text().length() > LONGEST_LINE && kind != Kind.SKILLS) {
            return;
        }
        String text = line.text().substring(0, Math.min(line.text().length(), 4000));
        for (KnownCertificates.Found one : KnownCertificates.in(text, listed)) {
            Span span = line.span(one.from(), one.to());
            boolean held = found.values().stream().anyMatch(f -> holds(f, span, one));
            if (!held) {
                YearMonth date = dateBehind(text, one.to());
                Certification value = new Certification(one.name(), one.issuer(), date);
                put(found, new Field<>(value, span, listed ? 0.9 : 0.8));
            }
        }
    }

    private static boolean holds(
            Field<Certification> field, Span span, KnownCertificates.Found one) {
        boolean inside = field.span().start() <= span.start() && span.end() <= field.span().end();
        return inside
                || KnownCertificates.in(field.value().name(), true).stream()
                        .anyMatch(other -> other.name().equals(one.name()));
    }

    private @Nullable YearMonth dateBehind(String text, int at) {
        String behind =
                text.substring(at, Math.min(text.length(), at + DATE_BEHIND)).split("[.;]", 2)[0];
        List<DateRange> found = dates.dates(behind);
        return found.isEmpty() ? null : found.getFirst().end();
    }

    private static void put(Map<String, Field<Certification>> found, Field<Certification> field) {
        found.putIfAbsent(field.value().name().toLowerCase(Locale.ROOT), field);
    }
}
