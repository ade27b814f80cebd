package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.rejection.RejectionChoice;
import dev.matchmill.migrations.type.RejectionReason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
    private @Nullable String source;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "from sources of this organization only")
    private @Nullable String organization;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "that failed since then: a day such as 2026-03-01 (UTC), or 36h, 7d")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "that failed before then: a day (not included), or 36h, 7d ago")
    private @Nullable String until;

    @Option(names = "--all", description = "every one")
    private boolean all;

    /**
     * What was chosen.
     *
     * @throws IllegalUsageException when nothing was, or everything and something
     */
    RejectionChoice choice(Instant now) {
        RejectionChoice chosen = choiceOrAll(now);
        if (all == !chosen.equals(RejectionChoice.ALL)) {
            throw new IllegalUsageException(
                    "say which: --all, or one or more of --id, --reason, --source,"
                            + " --organization, --since, --until.");
        }
        return chosen;
    }

    /** What was chosen, every one when nothing was. */
    RejectionChoice choiceOrAll(Instant now) {
        return new RejectionChoice(
                id,
                reason == null ? null : code(reason),
                source == null ? null : location(source),
                organization,
                since == null ? null : instant("--since", since, now),
                until == null ? null : instant("--until", until, now));
    }

    private static String code(String text) {
        String label = text.toLowerCase(Locale.ROOT).replace('-', '_');
        List<String> labels =
                Stream.of(RejectionReason.values()).map(RejectionReason::label).toList();
        if (!labels.contains(label)) {
            throw new IllegalUsageException(
                    "--reason must be one of: " + String.join(", ", labels) + ".");
        }
        return label;
    }

    /** As the register of sources writes it: an address as it is, a path in full. */
    private static String location(String text) {
        return text.contains("://") ? text : Path.of(text).toAbsolutePath().normalize().toString();
    }

    private static OffsetDateTime instant(String option, String text, Instant now) {
        try {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        } catch (DateTimeParseException noDay) {
            try {
                return now.minus(DurationStyle.detectAndParse(text)).atOffset(ZoneOffset.UTC);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalUsageException(
                        option + " must be a day such as 2026-03-01, or a time such as 7d.");
            }
        }
    }
}
