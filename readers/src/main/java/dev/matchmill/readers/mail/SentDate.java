package dev.matchmill.readers.mail;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a message was sent: what it says, unless its receiver got it before that; else when the
 * receiver got it. Absent before 1980.
 */
final class SentDate {

    private static final Pattern DATE =
            Pattern.compile(
                    "(\\d{1,2})[\\s-]+(\\p{L}{3})\\p{L}{0,9}[\\s-]+(\\d{4}|\\d{2})\\s+(\\d{1,2}):(\\d{2})"
                        + "(?::(\\d{2}))?\\s*([+-]\\d{4}|[A-Z]{1,5})?");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    // RFC 5322, obsolete zones; any other name says nothing.
    private static final Map<String, Integer> ZONES =
            Map.of(
                    "EDT", -4, "EST", -5, "CDT", -5, "CST", -6, "MDT", -6, "MST", -7, "PDT", -7,
                    "PST", -8);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final int FIRST_YEAR = 1980;

    private SentDate() {}

    static @Nullable Instant of(MailHeaders headers) {
        Instant said = parse(headers.first("date"));
        String received = headers.first("received");
        Instant got = parse(received.substring(received.lastIndexOf(';') + 1));
        if (said == null || got == null) {
            return said == null ? got : said;
        }
        return said.isAfter(got.plus(CLOCKS_DIFFER)) ? got : said;
    }

    static @Nullable Instant parse(String text) {
        Matcher found = DATE.matcher(text.length() > 200 ? text.substring(0, 200) : text);
        if (!found.find()) {
            return null;
        }
        int month = MONTHS.indexOf(found.group(2).toLowerCase(Locale.ROOT)) + 1;
        int year = Integer.parseInt(found.group(3));
        year += year < 50 ? 2000 : year < 100 ? 1900 : 0;
        String seconds = found.group(6);
        try {
            Instant instant =
                    OffsetDateTime.of(
                                    year,
                                    month,
                                    Integer.parseInt(found.group(1)),
                                    Integer.parseInt(found.group(4)),
                                    Integer.parseInt(found.group(5)),
                                    seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds)),
                                    0,
                                    zone(found.group(7)))
                            .toInstant();
            return year < FIRST_YEAR ? null : instant;
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static ZoneOffset zone(@Nullable String name) {
        if (name != null && name.length() == 5 && !Character.isLetter(name.charAt(0))) {
            return ZoneOffset.of(name);
        }
        return ZoneOffset.ofHours(name == null ? 0 : ZONES.getOrDefault(name, 0));
    }
}
