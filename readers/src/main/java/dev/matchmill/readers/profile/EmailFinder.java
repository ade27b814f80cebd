package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the candidate's own e-mail addresses; those of referees, of an employer's offices and of
 * machines are left out.
 */
final class EmailFinder {

    private static final String LOCAL =
            "[\\p{IsLatin}\\d_](?:[\\p{IsLatin}\\d_.+%'-]{0,62}[\\p{IsLatin}\\d_+-])?";
    private static final String HOST =
            "(?:[\\p{L}\\d](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])?\\.){1,6}(?:xn--[a-z\\d-]{2,30}|\\p{IsLatin}{2,24}|\\p{IsCyrillic}{2,12})";
    private static final String BEFORE = "(?<![\\p{IsLatin}\\d_.+@/-])";
    private static final String BEHIND = "(?![\\p{IsLatin}\\d_@])";
    private static final Pattern ADDRESS =
            Pattern.compile(BEFORE + LOCAL + "\\s?[@\uFF20]\\s?" + HOST + BEHIND);
    private static final Pattern SPACED =
            Pattern.compile(
                    BEFORE
                            + "[\\w+-]{1,40}(?:\\s\\.\\s[\\w+-]{1,40}){0,3}\\s{0,2}@\\s{0,2}[\\w-]{1,40}(?:\\s{1,2}\\.\\s{0,2}[a-z][\\w-]{0,39}){1,3}"
                            + BEHIND);
    private static final String AT = "(?:\\s?[\\[({<]\\s?(?:at|@|\u00E4t)\\s?[\\])}>]\\s?|_at_)";
    private static final String POINT =
            "(?:\\s?[\\[({<]\\s?(?:dot|punkt|point|punto|\\.)\\s?[\\])}>]\\s?|\\sdot\\s|_dot_|\\s?\\.)";
    private static final Pattern DISGUISED =
            Pattern.compile(
                    BEFORE
                            + "([\\w][\\w+-]{0,40}(?:"
                            + POINT
                            + "[\\w+-]{1,40}){0,3})"
                            + AT
                            + "([\\w-]{1,40}(?:"
                            + POINT
                            + "[\\w-]{2,24}){1,3})"
                            + BEHIND,
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SPOKEN =
            Pattern.compile(
                    "([\\w.+-]{2,40}(?:\\sdot\\s[\\w+-]{1,40}){0,2})\\sat\\s([\\w-]{1,40}(?:\\sdot\\s[\\w-]{2,24}){1,3})",
                    Pattern.CASE_INSENSITIVE);
    // "Engineer @ Example.com" is no address.
    private static final Pattern SURE_APART =
            Pattern.compile(
                    "(?i).*[\\d._].*@.*|.*@\\s?(?:gmail|googlemail|outlook|hotmail|yahoo|icloud|live|msn|aol|gmx|web|proton(?:mail)?|mail|yandex|qq|163|126|e-?mail)\\b.*");
    private static final Pattern MAIL_BEFORE = Pattern.compile("(?i)(?:mail|@)\\s?[:\uFF1A]\\s?$");
    private static final Pattern DOT = Pattern.compile(POINT, Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER_BEFORE = Pattern.compile("^\\+?[\\d.-]{9,}(?=\\p{L})");
    private static final Pattern NO_HOST =
            Pattern.compile(".*\\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|docx?|html?|js|css|py|java)");
    private static final Pattern NO_PERSON =
            Pattern.compile(
                    "(?:no-?reply|do-?not-?reply|donotreply|mailer-daemon|postmaster|webmaster|git|hr|recruit\\w*|staffing|bounce\\w*)@.*");
    private static final Pattern CUT_HOST =
            Pattern.compile(
                    "[^@]{1,64}@.{1,200}?\\.(?:com|org|net|edu|io|dev|me|de|fr|uk|ca|in)(?=\\p{Lu}\\p{Ll})");
    private static final Set<Kind> OWN = EnumSet.of(Kind.HEADER, Kind.PERSONAL);
    private static final Set<Kind> OF_OTHERS =
            EnumSet.of(Kind.EXPERIENCE, Kind.EDUCATION, Kind.PROJECTS, Kind.PUBLICATIONS);

    private EmailFinder() {}

    static List<Field<String>> find(List<Section> sections, List<String> linkTargets) {
        Map<String, Field<String>> found = new LinkedHashMap<>();
        Map<String, Field<String>> elsewhere = new LinkedHashMap<>();
        for (Section section : sections) {
            if (section.is(Kind.REFERENCES)) {
                continue;
            }
            boolean own = OWN.contains(section.kind());
            boolean others = OF_OTHERS.contains(section.kind());
            List<Line> lines = section.lines();
            for (int at = 0; at < lines.size(); at++) {
                boolean another = at > 0 && !own && !OtherPeople.own(lines.get(at - 1).text());
                if (OtherPeople.own(head(lines.get(at))) && !another) {
                    Map<String, Field<String>> where = others ? elsewhere : found;
                    in(lines, at, own).forEach(f -> where.putIfAbsent(f.value(), f));
                }
            }
        }
        if (found.isEmpty()) {
            ofLinks(linkTargets).forEach(f -> found.putIfAbsent(f.value(), f));
        }
        List<Field<String>> ordered =
                new ArrayList<>((found.isEmpty() ? elsewhere : found).values());
        ordered.sort(Comparator.comparingDouble(field -> -field.confidence()));
        return ordered;
    }

    private static List<Field<String>> in(List<Line> lines, int at, boolean own) {
        Line line = lines.get(at);
        double confidence = own ? 0.95 : 0.6;
        List<Field<String>> found = new ArrayList<>();
        String text = head(line);
        if (text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0) {
            int end = -1;
            Matcher plain = ADDRESS.matcher(text);
            while (plain.find()) {
                end = plain.end();
                boolean apart = plain.group().matches(".*\\s.*");
                boolean label = MAIL_BEFORE.matcher(text).region(0, plain.start()).find();
                if (apart && !label && !SURE_APART.matcher(plain.group()).matches()) {
                    continue;
                }
                add(plain.group(), line.span(plain.start(), plain.end()), confidence, own, found);
            }
            Matcher spaced = SPACED.matcher(text);
            while (found.isEmpty() && own && spaced.find()) {
                Span span = line.span(spaced.start(), spaced.end());
                add(spaced.group(), span, confidence - 0.05, own, found);
            }
            if (at + 1 < lines.size() && end < text.length()) {
                BrokenLines.address(line, lines.get(at + 1))
                        .filter(f -> ADDRESS.matcher(f.value()).matches())
                        .ifPresent(f -> add(f.value(), f.span(), confidence - 0.1, own, found));
            }
        } else if (at + 1 < lines.size() && lines.get(at + 1).text().startsWith("@")) {
            BrokenLines.address(line, lines.get(at + 1))
                    .filter(f -> ADDRESS.matcher(f.value()).matches())
                    .ifPresent(f -> add(f.value(), f.span(), confidence - 0.1, own, found));
        }
        if (found.isEmpty()) {
            disguised(DISGUISED, line, text, confidence - 0.15, own, found);
            if (own) {
                disguised(SPOKEN, line, text, confidence - 0.25, true, found);
            }
        }
        return found;
    }

    private static void disguised(
            Pattern form,
            Line line,
            String text,
            double confidence,
            boolean own,
            List<Field<String>> found) {
        Matcher disguised = form.matcher(text);
        while (disguised.find()) {
            String local = DOT.matcher(disguised.group(1)).replaceAll(".");
            String host = DOT.matcher(disguised.group(2)).replaceAll(".");
            Span span = line.span(disguised.start(), disguised.end());
            add(local + "@" + host, span, confidence, own, found);
        }
    }

    private static void add(
            String written, Span span, double confidence, boolean own, List<Field<String>> found) {
        String plain = written.replaceAll("\\s", "").replace('\uFF20', '@');
        Matcher glued = CUT_HOST.matcher(plain);
        String cut = glued.lookingAt() ? glued.group() : plain;
        String address = NUMBER_BEFORE.matcher(cut).replaceFirst("").toLowerCase(Locale.ROOT);
        boolean office = Contacts.isOffice(address);
        boolean person =
                !NO_PERSON.matcher(address).matches()
                        && !NO_HOST.matcher(address).matches()
                        && address.indexOf("..") < 0
                        && (own || !office);
        if (person) {
            found.add(new Field<>(address, span, office ? confidence / 2 : confidence));
        }
    }

    /** Addresses that only stand behind a link have no place in the text: their span is empty. */
    private static List<Field<String>> ofLinks(List<String> linkTargets) {
        List<Field<String>> found = new ArrayList<>();
        for (String target : linkTargets) {
            if (target.regionMatches(true, 0, "mailto:", 0, 7)) {
                String address =
                        target.substring(7).split("[?,;]", 2)[0].replace("%40", "@").strip();
                if (address.length() < 255 && ADDRESS.matcher(address).matches()) {
                    add(address, new Span(0, 0), 0.8, true, found);
                }
            }
        }
        return found.stream().limit(1).toList();
    }

    private static String head(Line line) {
        return line.text().length() > 4000 ? line.text().substring(0, 4000) : line.text();
    }
}
