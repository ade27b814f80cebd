package dev.matchmill.readers.profile;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which country a national number is: that of the location, else of the e-mail address's
 * or a link's end, else of the language where one country comes first; else the North American form
 * is one of the United States, and a mobile number that is valid in one big country only is one of
 * it. What remains is left out: without a country it can't be dialled.
 *
 * @param stated country of the location, ISO 3166-1 alpha-2
 * @param hinted countries that addresses and language hint at, the surest first
 */
record PhoneRegions(@Nullable String stated, List<String> hinted) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern NORTH_AMERICAN =
            Pattern.compile(
                    "(?:\\+?1[\\s.-]?)?(?:\\([1-9]\\d{2}\\)[\\s.-]{0,2}|[1-9]\\d{2}[\\s.\\-\u2010\u2011\u2013/]\\s?)\\d{3}[\\s.\\-\u2010\u2011\u2013]{1,2}\\d{4}|[1-9]\\d{9}");
    // Valid in the Philippines too, where people write the leading zero.
    private static final Pattern INDIAN = Pattern.compile("[6-9]\\d{4}[ -]?\\d{5}");
    private static final Pattern LAND =
            Pattern.compile("[@.](?:[\\p{L}\\d-]{1,63}\\.){0,4}([a-z]{2})(?:$|/)");
    private static final Map<String, String> LANGUAGES =
            Map.ofEntries(
                    Map.entry("de", "DE"),
                    Map.entry("fr", "FR"),
                    Map.entry("es", "ES"),
                    Map.entry("it", "IT"),
                    Map.entry("nl", "NL"),
                    Map.entry("pl", "PL"),
                    Map.entry("sv", "SE"),
                    Map.entry("da", "DK"),
                    Map.entry("cs", "CZ"),
                    Map.entry("hu", "HU"),
                    Map.entry("tr", "TR"),
                    Map.entry("uk", "UA"),
                    Map.entry("ru", "RU"),
                    Map.entry("el", "GR"),
                    Map.entry("ja", "JP"),
                    Map.entry("ko", "KR"),
                    Map.entry("zh", "CN"));
    // Ends that are sold to anybody.
    private static final Set<String> NO_LAND =
            Set.of(
                    "IO", "ME", "CO", "TV", "AI", "CC", "LY", "GG", "FM", "TO", "EU", "SH", "WS",
                    "ST", "PW");
    private static final List<String> BIG =
            List.of("IN", "GB", "AU", "FR", "DE", "ES", "IT", "BR", "PK", "NG", "PH", "ZA");

    PhoneRegions {
        hinted = List.copyOf(hinted);
    }

    static PhoneRegions of(
            @Nullable String stated, List<Field<String>> emails, @Nullable String language) {
        List<String> hinted = new ArrayList<>();
        for (Field<String> email : emails) {
            Matcher land = LAND.matcher(email.value());
            if (land.find()) {
                String code = land.group(1).toUpperCase(Locale.ROOT);
                String country = code.equals("UK") ? "GB" : code;
                if (!NO_LAND.contains(code) && NUMBERS.getCountryCodeForRegion(country) != 0) {
                    hinted.add(country);
                }
            }
        }
        if (language != null && LANGUAGES.containsKey(language)) {
            hinted.add(LANGUAGES.get(language));
        }
        return new PhoneRegions(stated, hinted.stream().distinct().toList());
    }

    /**
     * The number in E.164, when it is one.
     *
     * @param labelled whether a word such as "Phone" stands before it
     * @param contacts whether it stands in the contact block
     */
    Optional<Field<String>> number(String written, boolean labelled, boolean contacts) {
        String plain =
                written.replace('\uFF0B', '+').replaceFirst("^\\(\\s?\\+\\s?(\\d{1,3})\\)", "+$1 ");
        plain = plain.replaceFirst("^\\(?\\s?\\+{1,2}\\s?", "+").strip();
        boolean international = plain.startsWith("+") || plain.startsWith("00");
        boolean northAmerican = NORTH_AMERICAN.matcher(plain).matches();
        boolean digitsOnly = plain.chars().allMatch(Character::isDigit);
        if (!labelled && !contacts && (digitsOnly || !(northAmerican || international))) {
            return Optional.empty();
        }
        if (international) {
            String dialled = plain.startsWith("00") ? "+" + plain.substring(2) : plain;
            return parse(dialled, null).flatMap(n -> judged(n, true, labelled, contacts));
        }
        Optional<PhoneNumber> national = national(plain, northAmerican, labelled || contacts);
        boolean shaped = northAmerican || labelled || plain.matches("\\(?0.{8,20}");
        return national.flatMap(n -> judged(n, shaped, labelled, contacts));
    }

    private Optional<PhoneNumber> national(String plain, boolean northAmerican, boolean placed) {
        if (stated != null) {
            Optional<PhoneNumber> there = parse(plain, stated);
            boolean valid = there.filter(NUMBERS::isValidNumber).isPresent();
            return valid || !northAmerican ? there : parse(plain, "US");
        }
        for (String country : hinted) {
            Optional<PhoneNumber> there = parse(plain, country).filter(NUMBERS::isValidNumber);
            if (there.isPresent()) {
                return there;
            }
        }
        Optional<PhoneNumber> american = parse(plain, "US");
        if (american.filter(NUMBERS::isValidNumber).isPresent()) {
            return american;
        }
        if (placed && INDIAN.matcher(plain).matches()) {
            return parse(plain, "IN");
        }
        List<PhoneNumber> mobiles =
                BIG.stream()
                        .flatMap(country -> parse(plain, country).stream())
                        .filter(n -> NUMBERS.isValidNumber(n) && isMobile(n))
                        .toList();
        if (placed && mobiles.size() == 1) {
            return Optional.of(mobiles.getFirst());
        }
        return northAmerican ? american : Optional.empty();
    }

    private static boolean isMobile(PhoneNumber number) {
        PhoneNumberType type = NUMBERS.getNumberType(number);
        return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
    }

    private static Optional<Field<String>> judged(
            PhoneNumber number, boolean shaped, boolean labelled, boolean contacts) {
        boolean valid = NUMBERS.isValidNumber(number);
        // (123) 456-7890 can't be dialled, and many a sample has it.
        boolean fictional = (labelled || contacts) && shaped && NUMBERS.isPossibleNumber(number);
        if (!valid && !fictional) {
            return Optional.empty();
        }
        double confidence = (valid ? 0.75 : 0.4) + (labelled ? 0.1 : 0) + (contacts ? 0.1 : 0);
        String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
        return Optional.of(new Field<>(e164, new Span(0, 0), confidence));
    }

    private static Optional<PhoneNumber> parse(String written, @Nullable String region) {
        try {
            return Optional.of(NUMBERS.parse(written, region));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
