package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.rejection.RejectionChoice;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Option;

/** Options that say which rejections are meant. */
final class RejectionOptions {

    @Option(names = "--id", paramLabel = "ID", description = "this one, as `rejects list` prints")
    private @Nullable Long id;

    @Option(names = "--reason", paramLabel = "CODE", description = "of this reason only")
    private @Nullable String reason;

    @Option(names = "--source", paramLabel = "PATH", description = "from this folder or feed only")
    private @Nullable Path source;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "that failed since then: a day such as 2026-03-01 (UTC), or 36h, 7d")
    private @Nullable String since;

    @Option(names = "--all", description = "every one")
    private boolean all;

    /**
     * What was chosen.
     *
     * @throws IllegalUsageException when nothing was, or everything and something
     */
    RejectionChoice choice(Instant now) {
        boolean some = id != null || reason != null || source != null || since != null;
        if (some == all) {
            throw new IllegalUsageException(
                    "say which: --all, or one or more of --id, --reason, --source, --since.");
        }
        Path place = source;
        String code = reason;
        return new RejectionChoice(
                id,
                code == null ? null : code.toLowerCase(Locale.ROOT),
                place == null ? null : place.toAbsolutePath().normalize().toString(),
                since == null ? null : instant(since, now));
    }

    private static OffsetDateTime instant(String text, Instant now) {
        try {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        } catch (DateTimeParseException noDay) {
            try {
                return now.minus(DurationStyle.detectAndParse(text)).atOffset(ZoneOffset.UTC);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalUsageException(
                        "--since must be a day such as 2026-03-01, or a time such as 7d.");
            }
        }
    }
}
