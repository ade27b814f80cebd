package dev.matchmill.readers.posting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Text of a feed to values; each says what it expects. */
public final class FeedValues {

    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da");
    private static final Map<String, String> COUNTRIES = countries();

    private FeedValues() {}

    /** An ISO date (its first moment in UTC) or an ISO date-time, without a zone in UTC. */
    public static Instant instant(String column, String text) throws FeedValueException {
        String value = text.strip().replace(' ', 'T');
        try {
            if (!value.contains("T")) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean zoned = value.matches(".*(Z|[+-]\\d{2}:?\\d{2})$");
            return OffsetDateTime.parse(zoned ? value : value + "Z").toInstant();
        } catch (DateTimeException wrong) {
            throw new FeedValueException(
                    column, "must be a date such as 2026-01-31 or 2026-01-31T09:00:00Z");
        }
    }

    /** A constant by its name without case, blanks, hyphens and underscores, or by an alias. */
    public static <E extends Enum<E>> E constant(
            String column, String text, Class<E> type, Map<String, E> aliases)
            throws FeedValueException {
        String wanted = FeedFields.normalized(text);
        for (E constant : type.getEnumConstants()) {
            if (FeedFields.normalized(constant.name()).equals(wanted)) {
                return constant;
            }
        }
        E alias = aliases.get(wanted);
        if (alias != null) {
            return alias;
        }
        String names =
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        throw new FeedValueException(column, "must be one of " + names);
    }

    static long cents(String column, String text) throws FeedValueException {
        try {
            BigDecimal amount = new BigDecimal(text.replace(",", "").replace(" ", ""));
            if (amount.signum() < 0 || amount.precision() - amount.scale() > 12) {
                throw new FeedValueException(column, "must be between 0 and 999999999999");
            }
            return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (NumberFormatException wrong) {
            throw new FeedValueException(column, "must be a number such as 52000 or 24.50");
        }
    }

    static int years(String column, String text) throws FeedValueException {
        try {
            int years = new BigDecimal(text.strip()).setScale(0, RoundingMode.FLOOR).intValue();
            if (years >= 0 && years <= 60) {
                return years;
            }
        } catch (NumberFormatException wrong) {
            // Falls through to the one message.
        }
        throw new FeedValueException(column, "must be a number from 0 to 60");
    }

    static String currency(String column, String text) throws FeedValueException {
        try {
            return Currency.getInstance(text.strip().toUpperCase(Locale.ROOT)).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new FeedValueException(column, "must be an ISO 4217 code such as USD");
        }
    }

    /** ISO 3166-1 alpha-2 from that code, the three-letter code or the name in ten languages. */
    static String country(String column, String text) throws FeedValueException {
        String code = COUNTRIES.get(FeedFields.normalized(text));
        if (code == null) {
            throw new FeedValueException(column, "must be an ISO 3166 code such as US");
        }
        return code;
    }

    static String language(String column, String text) throws FeedValueException {
        String code = text.strip().toLowerCase(Locale.ROOT);
        if (!code.matches("[a-z]{2,3}([-_][a-z]{2})?")) {
            throw new FeedValueException(column, "must be an ISO 639 code such as en");
        }
        return code.substring(0, code.length() > 3 ? code.length() - 3 : code.length());
    }

    private static Map<String, String> countries() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            for (String language : LANGUAGES) {
                String name = country.getDisplayCountry(Locale.of(language));
                codes.putIfAbsent(FeedFields.normalized(name), code);
            }
            codes.put(FeedFields.normalized(country.getISO3Country()), code);
            codes.put(FeedFields.normalized(code), code);
        }
        codes.put("uk", "GB");
        codes.put("unitedstatesofamerica", "US");
        return Map.copyOf(codes);
    }
}
