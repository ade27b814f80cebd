package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the candidate's phone numbers, in E.164; dates, ids and zip codes are none. */
final class PhoneFinder {

    private static final int CONTACT_LINES = 12;
    private static final String GAP = "(?:[ \u00A0().\u2010\u2011\u2012\u2013\u2212-]{0,3}|/)";
    private static final Pattern CANDIDATE =
            Pattern.compile(
                    "(?<![\\w.@/#$\u20AC=-])(?:(?:\\(?\\s?[+\uFF0B]{1,2}\\s?1\\)?[ .-]?|1["
                            + " .-])?\\(?[2-9]\\d{2}\\)?[ .\u2010\u2011\u2013-]{0,2}\\d{3}["
                            + " .\u2010\u2011\u2013-]{1,2}\\d{4}(?!\\d)"
                            + "|(?:\\(?\\s?[+\uFF0B]{1,2}\\s?|00)?\\(?\\d(?:"
                            + GAP
                            + "\\d){6,15})(?=(?:,?\\s?(?:x|ext\\.?|extension|durchwahl|poste)["
                            + " .:]{0,2}\\d{1,6})?(?![\\w@]|[.,]\\d|-\\d{4}-))",
                    Pattern.CASE_INSENSITIVE);
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern LABEL =
            Pattern.compile(
                    "(?:(?:tele?(?:phone)?|phone|mobile?|cell(?:ular|phone)?|mob|fon|telefon|rufnummer|handy|mobil(?:telefon|funk)?|m\u00F3vil|celular|cel|tel\u00E9fono|telefone|telefono|cellulare|t\u00E9l\u00E9phone|t\u00E9l|portable|gsm"
                        + "|whatsapp|contact|ph|call|home|\u0442\u0435\u043B(?:\u0435\u0444\u043E\u043D)?|\u043C\u043E\u0431|\u03C4\u03B7\u03BB(?:\u03AD\u03C6\u03C9\u03BD\u03BF)?|\u03BA\u03B9\u03BD\u03B7\u03C4\u03CC|\u7535\u8BDD|\u624B\u673A|\u96FB\u8A71|\uC804\uD654|\u0647\u0627\u062A\u0641)(?:\\.?\\s?(?:no|nr|num(?:ber)?|nummer|#|phone|home|mobile|cell))?"
                        + "|\\b[mtphc]|[\u260E\u260F\u2706\u2121\uF095\uF10B])\\s?[.:#)\uFF1A/]{0,2}\\s{0,3}$",
                    FLAGS);
    private static final Pattern FAX =
            Pattern.compile(
                    "(?<!tel[./ ]{0,2})(?:\\bfax|telefax|facsimile|\\bf)(?:["
                            + " .](?:no|nr|number))?\\s?[.:]{0,2}\\s{0,3}$",
                    FLAGS);
    private static final Pattern ID =
            Pattern.compile(
                    "\\b(?:passport|ssn|social"
                        + " security|licen[cs]e|account|iban|bic|id|registration|reg|member(?:ship)?|employee|student|matrikel\\w*|zip|postal|pin"
                        + " ?code|isbn|issn|doi|orcid|patent|vat|tax|pan|aadhaar|dni|nie|nif|cpf|cnpj|rg|siret|steuer\\w*|certificate|cert|credential|roll|grant|project|ref(?:erence)?|version)\\b["
                        + " .]?(?:no|nr|number|#|id|num)?\\s?[.:#]{0,2}\\s{0,3}$",
                    FLAGS);
    private static final Pattern DATES =
            Pattern.compile(
                    "(?:19|20)\\d\\d(?:[./-]\\d{1,2})?\\s?[-\u2013/"
                        + " ]\\s?(?:(?:19|20)\\d\\d)(?:[./-]\\d{1,2})?|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}(?:.*)|\\d{1,2}[/.-](?:19|20)\\d\\d\\b.*|(?:19|20)\\d\\d[./-]\\d\\d?(?:[./-]\\d\\d?)?(?:\\s?[-\u2013]\\s?.*)?");
    private static final Set<Kind> OF_OTHERS =
            EnumSet.of(Kind.EXPERIENCE, Kind.EDUCATION, Kind.PROJECTS, Kind.PUBLICATIONS);

    private final PhoneRegions regions;
    private final Map<String, Field<String>> found = new LinkedHashMap<>();
    private final Map<String, Field<String>> elsewhere = new LinkedHashMap<>();

    private PhoneFinder(PhoneRegions regions) {
        this.regions = regions;
    }

    /** The surest first; numbers that only links have (tel:) when the text has none. */
    static List<Field<String>> find(
            List<Section> sections, List<String> linkTargets, PhoneRegions regions) {
        PhoneFinder finder = new PhoneFinder(regions);
        for (Section section : sections) {
            if (!section.is(Kind.REFERENCES)) {
                finder.look(section);
            }
        }
        if (finder.found.isEmpty()) {
            for (String target : linkTargets) {
                if (target.regionMatches(true, 0, "tel:", 0, 4) && finder.found.isEmpty()) {
                    String number = target.substring(4).replace("%20", " ");
                    regions.number(number, true, true)
                            .ifPresent(f -> finder.found.putIfAbsent(f.value(), f));
                }
            }
        }
        List<Field<String>> ordered =
                new ArrayList<>(
                        (finder.found.isEmpty() ? finder.elsewhere : finder.found).values());
        ordered.sort(Comparator.comparingDouble(field -> -field.confidence()));
        return ordered;
    }

    private void look(Section section) {
        boolean own = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
        Map<String, Field<String>> where = OF_OTHERS.contains(section.kind()) ? elsewhere : found;
        int left = CONTACT_LINES;
        boolean others = false;
        for (Line line : section.lines()) {
            boolean another = others && !own;
            others = !OtherPeople.own(line.text());
            boolean contacts = own && left-- > 0;
            if (!others && !another) {
                in(line, contacts, where != elsewhere)
                        .forEach(f -> where.putIfAbsent(f.value(), f));
            }
        }
    }

    /** Within a sentence of the work history only a label says that a number is the candidate's. */
    private List<Field<String>> in(Line line, boolean contacts, boolean alone) {
        List<Field<String>> numbers = new ArrayList<>();
        String text = line.text().length() > 600 ? line.text().substring(0, 600) : line.text();
        Matcher matcher = CANDIDATE.matcher(text);
        while (matcher.find()) {
            int start = matcher.start();
            for (String part : parts(matcher.group())) {
                int at = text.indexOf(part, start);
                String written = part.strip();
                String before = text.substring(Math.max(0, at - 30), at);
                String behind = text.substring(at + part.length());
                boolean labelled = LABEL.matcher(before).find();
                boolean refused =
                        FAX.matcher(before).find()
                                || behind.stripLeading().regionMatches(true, 0, "(fax", 0, 4)
                                || (!labelled && ID.matcher(before).find())
                                || (!labelled && !alone && text.length() > written.length() + 25)
                                || DATES.matcher(written).matches();
                if (!refused) {
                    Span span = line.span(at, at + part.length());
                    regions.number(written, labelled, contacts)
                            .ifPresent(
                                    n -> numbers.add(new Field<>(n.value(), span, n.confidence())));
                }
                start = at + part.length();
            }
        }
        return numbers;
    }

    /** "0151 1234567 / 030 123456" are two numbers, "0151/1234567" is one. */
    private static List<String> parts(String written) {
        String[] parts = written.split("\\s?/\\s?", 3);
        boolean several = parts.length == 2;
        for (String part : parts) {
            several &= part.replaceAll("\\D", "").length() >= 7;
        }
        return several ? List.of(parts) : List.of(written);
    }
}
