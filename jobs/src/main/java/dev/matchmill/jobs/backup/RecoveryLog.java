package dev.matchmill.jobs.backup;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says while it recovers. */
final class RecoveryLog {

    private static final Pattern LAST =
            Pattern.compile("last completed transaction was at log time (\\S+ \\S+)");

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd HH:mm:ss")
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
                    .appendOffset("+HH:mm", "+00")
                    .toFormatter();

    private RecoveryLog() {}

    /** Commit time of the last transaction that was recovered; empty when there was none. */
    static Optional<OffsetDateTime> lastTransaction(List<String> lines) {
        return lines.stream()
                .map(LAST::matcher)
                .filter(Matcher::find)
                .map(found -> OffsetDateTime.parse(found.group(1), TIME))
                .map(time -> time.withOffsetSameInstant(ZoneOffset.UTC))
                .reduce((_, later) -> later);
    }
}
