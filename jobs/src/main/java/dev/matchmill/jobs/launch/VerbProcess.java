package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.schedule.VerbRunner;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * A verb as a process of its own, of the same program with the same options of the virtual machine:
 * its memory ends with it, it may be killed, and its exit code is what a command line would see. It
 * ends with its parent, however that dies: it holds the other end of the child's standard input.
 */
final class VerbProcess implements VerbRunner {

    /** Longer than the verb takes itself to leave off. */
    static final Duration GRACE = Duration.ofSeconds(25);

    private static final Duration LOOK = Duration.ofMillis(200);

    private static final String SHARE = "-XX:MaxRAMPercentage=";

    private final int atOnce;

    /**
     * Verbs as processes.
     *
     * @param atOnce how many of them share this machine's memory
     */
    VerbProcess(int atOnce) {
        this.atOnce = atOnce;
    }

    @Override
    public int run(List<String> arguments, BooleanSupplier stop) {
        try {
            return await(start(arguments), stop);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // Standard output holds the verb's report, which `runs show` prints at any time; what it says
    // otherwise goes where this process says it.
    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            command.add(shared(option, atOnce));
        }
        command.add("-D" + Stopping.WITH_INPUT + "=true");
        String classPath = System.getProperty("java.class.path");
        if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, Matchmill.class.getName()));
        }
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** An option of this process as each of some processes beside each other gets it. */
    static String shared(String option, int atOnce) {
        if (!option.startsWith(SHARE)) {
            return option;
        }
        double percent = Double.parseDouble(option.substring(SHARE.length()));
        return String.format(Locale.ROOT, "%s%.1f", SHARE, percent / atOnce);
    }

    // The stream stays open for as long as the process may live: its end is the order to stop.
    private static int await(Process process, BooleanSupplier stop) throws IOException {
        try (OutputStream _ = process.getOutputStream()) {
            while (!process.waitFor(LOOK)) {
                if (stop.getAsBoolean()) {
                    process.destroy();
                    if (!process.waitFor(GRACE)) {
                        process.destroyForcibly();
                    }
                    break;
                }
            }
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return 128 + 9;
        }
    }
}
