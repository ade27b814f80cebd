package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Labels that say that a name follows, in many languages. */
final class NameLabels {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String WHOLE =
            "(?:full[ -]?name|name(?: in full| of (?:the )?candidate)?|candidate(?:[\u2019']?s)?(?:"
                + " name)?|applicant(?: name)?|vor- und (?:nach|zu)name|vorname (?:und|/)"
                + " nachname|vorname,? (?:nach)?name|name,? vorname|vollst\u00E4ndiger"
                + " name|nombres? y apellidos?|nombre(?: completo)?|apellidos? y nombres?|nom(?: et"
                + " pr\u00E9noms?| complet)?|pr\u00E9noms? et nom|nom,? pr\u00E9nom|naam|volledige"
                + " naam|nome(?: completo| e cognome)?|cognome e nome|imi\u0119 i"
                + " nazwisko|navn|namn|nimi|n\u00E9v|jm\u00E9no(?: a"
                + " p\u0159\u00EDjmen\u00ED)?|nume(?: \u0219i prenume)?|ad\u0131? soyad\u0131?|ime"
                + " i prezime"
                + "|\u0444\\.?\u0438\\.?\u043E\\.?|\u0438\u043C\u044F|\u043F\u0406\u0411|\u043F\u0456\u0431|\u0456\u043C['\u2019]\u044F|\u03BF\u03BD\u03BF\u03BC\u03B1\u03C4\u03B5\u03C0\u03CE\u03BD\u03C5\u03BC\u03BF|\u03CC\u03BD\u03BF\u03BC\u03B1|\u59D3\u540D|\u6C0F\u540D|\u59D3"
                + " \u540D|\u6C0F"
                + " \u540D|\u540D\u524D|\u540D\u5B57|\uC774\uB984|\uC131\uBA85|\u0627\u0644\u0627\u0633\u0645(?:"
                + " \u0627\u0644\u0643\u0627\u0645\u0644)?|\u05E9\u05DD(?:"
                + " \u05DE\u05DC\u05D0)?|\u0928\u093E\u092E)";
    private static final String MARK = "(?:\\s{0,3}[:\uFF1A]\\s*|\\t+|\\s{3,}|\\s[-\u2013]\\s)";
    private static final Pattern LABEL = Pattern.compile("^" + WHOLE + MARK, FLAGS);
    private static final Pattern ALONE =
            Pattern.compile("^" + WHOLE + "\\s{0,3}[:\uFF1A]?\\s*$", FLAGS);
    private static final Pattern GIVEN =
            Pattern.compile(
                    "^(?:first name|given names?|forenames?|christian"
                        + " name|vornamen?|pr\u00E9noms?|nombres?|nome|voornaam|imi\u0119|fornavn|f\u00F6rnamn|\u0438\u043C\u044F|\u03CC\u03BD\u03BF\u03BC\u03B1)"
                            + MARK,
                    FLAGS);
    private static final Pattern FAMILY =
            Pattern.compile(
                    "^(?:last name|sur ?names?|family name|nachname|familienname|zuname|nom(?: de"
                        + " famille)?|apellidos?|cognome|achternaam|nazwisko|etternavn|efternamn|sobrenome"
                        + "|name|\u0444\u0430\u043C\u0438\u043B\u0438\u044F|\u043F\u0440\u0456\u0437\u0432\u0438\u0449\u0435|\u03B5\u03C0\u03CE\u03BD\u03C5\u03BC\u03BF)"
                            + MARK,
                    FLAGS);

    private NameLabels() {}

    /** Where the value begins, 0 without a label. */
    static int endOfLabel(String line) {
        Matcher label = LABEL.matcher(line);
        return label.find() && label.end() < line.length() ? label.end() : 0;
    }

    /** Whether the line is a label whose value stands on the next one. */
    static boolean isLabel(String line) {
        return ALONE.matcher(line).matches();
    }

    /** Given and family name, each with a label of its own. */
    static Optional<Field<String>> of(List<Section> sections) {
        Part given = null;
        Part family = null;
        for (Section section : sections) {
            if (section.is(Kind.HEADER) || section.is(Kind.PERSONAL)) {
                for (Line line : section.lines()) {
                    given = given == null ? part(GIVEN, line) : given;
                    family = family == null ? part(FAMILY, line) : family;
                }
            }
        }
        if (given == null || family == null || given.from == family.from) {
            return Optional.empty();
        }
        String name = NameCase.of(given.words) + " " + NameCase.of(family.words);
        Span span = new Span(Math.min(given.from, family.from), Math.max(given.to, family.to));
        boolean near = Math.abs(given.from - family.from) < 200;
        return near && NameShape.fits(name)
                ? Optional.of(new Field<>(name, span, 0.95))
                : Optional.empty();
    }

    private static @Nullable Part part(Pattern label, Line line) {
        Matcher found = label.matcher(line.text());
        if (!found.find()) {
            return null;
        }
        String words = line.text().substring(found.end()).strip();
        boolean word =
                !words.isEmpty()
                        && words.split(" ", 5).length <= 3
                        && NameShape.isWord(words.split(" ", 2)[0]);
        return word ? new Part(words, line.start() + found.end(), line.end()) : null;
    }

    private record Part(String words, int from, int to) {}
}
