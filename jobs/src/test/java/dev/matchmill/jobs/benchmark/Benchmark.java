package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.killloop.KillLoopCommand;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./matchmill benchmark NAME}: each name is a subcommand; those of the database measure on
 * one of their own, on the server that the tests use, those of the readers on a folder (a new one
 * is a class more in {@code subcommands}). Results go to standard output by {@link ResultOutput},
 * everything else to standard error.
 */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures the database and the program, and prints figures.",
        subcommands = {
            DatabaseBenchmark.class,
            WritersBenchmark.class,
            LifecycleBenchmark.class,
            LifecycleSessionsBenchmark.class,
            MatchingBenchmark.class,
            SandboxBenchmark.class,
            ExtractionBenchmark.class,
            ResumesBenchmark.class,
            ReadingBenchmark.class,
            SkillsBenchmark.class,
            EmbeddingBenchmark.class,
            RetrievalBenchmark.class,
            WorkersBenchmark.class,
            KillLoopCommand.class,
            HistoryBenchmark.class,
            StartupBenchmark.class
        })
public final class Benchmark implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        PrintWriter results =
                new PrintWriter(stream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Servers and libraries tell what they do on standard output, which is for results.
        System.setOut(stream(FileDescriptor.err));
        int code = commandLine(results).execute(arguments);
        System.exit(code);
    }

    /** The command line, whose results go to {@code results}. */
    static CommandLine commandLine(PrintWriter results) {
        CommandLine line = new CommandLine(new Benchmark());
        line.setCommandName("./matchmill benchmark");
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setOut(results);
        line.setParameterExceptionHandler(Benchmark::wrongUsage);
        line.setExecutionExceptionHandler(Benchmark::failed);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "which benchmark?");
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        line.getErr()
                .printf(
                        "matchmill: %s See: %s --help%n",
                        wrong.getMessage(), line.getCommandSpec().qualifiedName());
        line.getErr().flush();
        return ExitCode.USAGE.code();
    }

    private static int failed(
            Exception thrown, CommandLine line, CommandLine.ParseResult arguments) {
        if (thrown instanceof PreconditionException refused) {
            line.getErr().printf("matchmill: %s%n", refused.getMessage());
            line.getErr().flush();
            return ExitCode.PRECONDITION.code();
        }
        thrown.printStackTrace(line.getErr());
        line.getErr().flush();
        return ExitCode.FAILURE.code();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
