package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Vectors of a model beside the active one. */
@Command(
        name = "build",
        description = {
            "Gives every open posting and every candidate a vector of a model.",
            "Beside the active model, while run goes on; stopped or killed, the next start",
            "goes on. Once built, each embed and run keeps it up to date, until it is dropped."
        })
final class ModelsBuildCommand extends StageCommand {

    @SuppressWarnings("NullAway.Init") // a required parameter
    @Parameters(
            paramLabel = "MODEL",
            description = "id, name, or NAME@VERSION, as models list shows it")
    private String model;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "texts a second at most; default: as fast as it goes")
    private double rate;

    @Option(
            names = "--until",
            paramLabel = "HH:MM",
            description = "leave off at this time of day (UTC), today or tomorrow")
    private @Nullable LocalTime until;

    ModelsBuildCommand() {
        super("models build", Scope.MODELS);
    }

    @Override
    void check() {
        if (!(rate >= 0 && rate <= 1_000_000)) {
            throw new IllegalUsageException("--rate must be 0 or more texts a second.");
        }
    }

    @Override
    void plan(Session session, Pipeline pipeline) {
        Clock clock = session.get(Clock.class);
        LocalTime end = until;
        pipeline.buildModel(
                new ModelWork(session).model(model),
                rate,
                end == null ? () -> false : over(clock, end));
    }

    private static BooleanSupplier over(Clock clock, LocalTime end) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        ZonedDateTime today = now.with(end);
        Instant limit = (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
        return () -> !clock.instant().isBefore(limit);
    }
}
