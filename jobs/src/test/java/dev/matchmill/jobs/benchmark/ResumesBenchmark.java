package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.readers.measure.ResumeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes resumes of people who do not exist, with their truth. */
@Command(
        name = "resumes",
        mixinStandardHelpOptions = true,
        description = {
            "Writes fictional resumes of many layouts, formats, countries and languages into an",
            "empty or new folder, with the truth.jsonl that the benchmark extraction reads. The",
            "same seed writes the same resumes."
        })
final class ResumesBenchmark implements Callable<Integer> {

    @Mixin private final ResultOutput output = new ResultOutput();

    @Parameters(paramLabel = "FOLDER", description = "where to write: empty or not yet there")
    private @Nullable Path folder;

    @Option(names = "--count", defaultValue = "200", description = "of resumes (default: 200)")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1000000",
            description = "of the first one (default: 1000000); the readers' tests use lower ones")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Path target = Objects.requireNonNull(folder);
        if (Files.exists(target)) {
            try (var inside = Files.newDirectoryStream(target)) {
                if (inside.iterator().hasNext()) {
                    throw new PreconditionException(target + " is not empty: name a new folder.");
                }
            }
        }
        ResumeFolder.write(target, count, seed);
        output.say("%d resumes and their truth are in %s".formatted(count, target));
        return ExitCode.OK.code();
    }
}
