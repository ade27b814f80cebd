package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged program as a process of its own, with a home and working directory of its own. */
public final class ProgramProcess implements AutoCloseable {

    private static final Path JAR = besideItsClasses();

    private final Process process;
    private final Path out;
    private final Path err;

    private ProgramProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    // Tests run in their module, benchmarks anywhere.
    private static Path besideItsClasses() {
        try {
            return Path.of(
                            CrashPoint.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .resolveSibling("matchmill.jar");
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Where the packaged program is. */
    public static Path jar() {
        return JAR;
    }

    /** How a program ended. */
    public record Ended(int code, String out, String err) {}

    /**
     * What a program is given: where it lives, its environment, further options of its JVM, and the
     * command that starts it, such as one that sets limits; mostly none.
     */
    public record Setup(
            Path folder,
            Map<String, String> environment,
            List<String> options,
            List<String> starter) {

        /** The program on a database, with its home in the folder. */
        static Setup on(TestDatabase database, Path folder) {
            return on(database.address(), folder);
        }

        /** The same on any database. */
        public static Setup on(DatabaseAddress address, Path folder) {
            Map<String, String> environment = new HashMap<>();
            environment.put("MATCHMILL_DATABASE_URL", address.url());
            // The server of the tests may have any pgvector.
            environment.put("MATCHMILL_DATABASE_PRODUCTION", "false");
            environment.put("MATCHMILL_DATABASE_USERNAME", address.username());
            String password = address.password();
            environment.put("MATCHMILL_DATABASE_PASSWORD", password == null ? "" : password);
            return new Setup(folder, environment, List.of(), List.of());
        }

        public Setup with(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new Setup(folder, more, options, starter);
        }

        /** With a further option of the JVM. */
        public Setup option(String option) {
            List<String> more = new ArrayList<>(options);
            more.add(option);
            return new Setup(folder, environment, more, starter);
        }

        /** Started by a command, such as {@code prlimit}. */
        public Setup startedBy(String... command) {
            return new Setup(folder, environment, options, List.of(command));
        }

        public ProgramProcess start(String... arguments) {
            // Who starts the tests from a script in the background has them ignore SIGINT.
            List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
            command.addAll(starter);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dai.djl.offline=true"));
            command.addAll(options);
            command.addAll(List.of("-jar", JAR.toString()));
            command.addAll(List.of(arguments));
            try {
                Files.createDirectories(folder);
                Path out = Files.createTempFile(folder, "out", ".txt");
                Path err = Files.createTempFile(folder, "err", ".txt");
                ProcessBuilder builder =
                        new ProcessBuilder(command)
                                .directory(folder.toFile())
                                .redirectOutput(out.toFile())
                                .redirectError(err.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("MATCHMILL_"));
                builder.environment().put("MATCHMILL_HOME", folder.resolve("home").toString());
                builder.environment().putAll(environment);
                return new ProgramProcess(builder.start(), out, err);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        public Ended run(String... arguments) {
            try (ProgramProcess program = start(arguments)) {
                return program.end(300);
            }
        }
    }

    /** Waits for the end. */
    public Ended end(long seconds) {
        if (!endsWithin(seconds)) {
            throw new AssertionError("still running after " + seconds + " s: " + text(err));
        }
        return new Ended(process.exitValue(), text(out), text(err));
    }

    /** Waits for the end, and says whether it came. */
    public boolean endsWithin(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** What it has said on standard error so far. */
    public String said() {
        return text(err);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Any other signal, by its name without SIG; nothing when it has ended. */
    public void signal(String name) {
        try {
            int code =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (code != 0 && !process.waitFor(1, TimeUnit.SECONDS)) {
                throw new AssertionError("SIG" + name + " could not be sent");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** SIGSTOP; whether it stands still then, for it may have ended before. */
    public boolean freeze() {
        signal("STOP");
        while (process.isAlive()) {
            if (state() == 'T') {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return false;
    }

    // The letter behind the command's name in parentheses (proc(5)); a blank when it is gone.
    private char state() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return ' ';
        }
    }

    /** Its child processes at the moment. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
