package dev.matchmill.readers.profile;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the candidate's phone numbers, in E.164; dates, ids and zip codes are none. */
final class PhoneFinder {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern CANDIDATE =
            Pattern.compile(
                    "(?<![\\w.@/#$\u20AC-])(?:\\+|00)?\\(?\\d[\\d\\s().\u00A0/\u2010\u2011\u2013-]{5,22}\\d(?![\\w@]|[.,]\\d)");
    private static final Pattern LABEL =
            Pattern.compile(
                    "(?:phone|tel|telephone|mobile|cell|mob|fon|handy|m\u00F3vil|tel\u00E9fono|t\u00E9l\u00E9phone|portable|whatsapp|contact(?:"
                        + " no| number)?|ph|\\b[mtphc])\\s?[.:#)]{0,2}\\s{0,3}$",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern FAX =
            Pattern.compile("fax\\s?[.:]?\\s{0,3}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern NORTH_AMERICAN =
            Pattern.compile(
                    "(?:\\+?1[\\s.-]?)?(?:\\([1-9]\\d{2}\\)\\s?|[1-9]\\d{2}[\\s.\\-\u2010\u2011\u2013/]\\s?)\\d{3}[\\s.\\-\u2010\u2011\u2013]\\d{4}|[1-9]\\d{9}");
    private static final Pattern DATES =
            Pattern.compile(
                    "(?:19|20)\\d\\d\\s?[-\u2013/]\\s?(?:19|20)\\d\\d|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{1,2}/(?:19|20)\\d\\d.*|(?:19|20)\\d\\d[./-]\\d\\d[./-]\\d\\d");

    private PhoneFinder() {}

    static List<Field<String>> find(List<Section> sections, @Nullable String country) {
        Map<String, Field<String>> found = new LinkedHashMap<>();
        for (Section section : sections) {
            boolean own = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
            if (section.is(Kind.REFERENCES)) {
                continue;
            }
            int left = 12;
            for (Line line : section.lines()) {
                boolean contacts = own && left-- > 0;
                in(line, contacts, country).forEach(f -> found.putIfAbsent(f.value(), f));
            }
        }
        List<Field<String>> ordered = new ArrayList<>(found.values());
        ordered.sort(Comparator.comparingDouble(field -> -field.confidence()));
        return ordered;
    }

    private static List<Field<String>> in(Line line, boolean contacts, @Nullable String country) {
        List<Field<String>> found = new ArrayList<>();
        String text = line.text().length() > 600 ? line.text().substring(0, 600) : line.text();
        Matcher matcher = CANDIDATE.matcher(text);
        while (matcher.find()) {
            String before = text.substring(Math.max(0, matcher.start() - 20), matcher.start());
            boolean labelled = LABEL.matcher(before).find();
            String written = matcher.group().strip();
            if (FAX.matcher(before).find() || DATES.matcher(written).matches()) {
                continue;
            }
            Span span = line.span(matcher.start(), matcher.start() + written.length());
            number(written, country, labelled, contacts)
                    .ifPresent(n -> found.add(new Field<>(n.value(), span, n.confidence())));
        }
        return found;
    }

    private static Optional<Field<String>> number(
            String written, @Nullable String country, boolean labelled, boolean contacts) {
        boolean northAmerican = NORTH_AMERICAN.matcher(written).matches();
        boolean international = written.startsWith("+") || written.startsWith("00");
        if (!labelled && !contacts && !northAmerican && !international) {
            return Optional.empty();
        }
        if (!labelled && !contacts && written.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        String region = northAmerican && !isValid(written, country) ? "US" : country;
        // A national number of an unknown country can't be written with a country code.
        boolean guessed = region == null && !international;
        if (guessed) {
            region = "US";
        }
        String dialled = written.startsWith("00") ? "+" + written.substring(2) : written;
        Optional<PhoneNumber> parsed = parse(dialled, region);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        PhoneNumber number = parsed.get();
        boolean valid = NUMBERS.isValidNumber(number);
        if (!valid && guessed) {
            return Optional.empty();
        }
        boolean national = country != null && written.matches("\\(?0.{8,20}");
        boolean shaped = northAmerican || international || labelled || national;
        if (!valid && !((labelled || contacts) && shaped && NUMBERS.isPossibleNumber(number))) {
            return Optional.empty();
        }
        double confidence = (valid ? 0.75 : 0.4) + (labelled ? 0.1 : 0) + (contacts ? 0.1 : 0);
        String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
        return Optional.of(new Field<>(e164, new Span(0, 0), confidence));
    }

    private static boolean isValid(String written, @Nullable String country) {
        return country != null
                && parse(written, country).filter(NUMBERS::isValidNumber).isPresent();
    }

    private static Optional<PhoneNumber> parse(String written, @Nullable String region) {
        try {
            return Optional.of(NUMBERS.parse(written, region));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
