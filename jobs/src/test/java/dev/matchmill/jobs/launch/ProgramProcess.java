package dev.matchmill.jobs.launch;

import dev.matchmill.migrations.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process of its own, with a home and working directory of its own. */
final class ProgramProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/matchmill.jar").toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    private ProgramProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How a program ended. */
    record Ended(int code, String out, String err) {}

    /** What a program is given: where it lives and its environment. */
    record Setup(Path folder, Map<String, String> environment) {

        /** The program on a database, with its home in the folder. */
        static Setup on(TestDatabase database, Path folder) {
            Map<String, String> environment = new HashMap<>();
            environment.put("MATCHMILL_DATABASE_URL", database.address().url());
            // The server of the tests may have any pgvector.
            environment.put("MATCHMILL_DATABASE_PRODUCTION", "false");
            environment.put("MATCHMILL_DATABASE_USERNAME", database.address().username());
            String password = database.address().password();
            environment.put("MATCHMILL_DATABASE_PASSWORD", password == null ? "" : password);
            return new Setup(folder, environment);
        }

        Setup with(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new Setup(folder, more);
        }

        ProgramProcess start(String... arguments) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dai.djl.offline=true",
                            "-jar",
                            JAR.toString()));
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

        Ended run(String... arguments) {
            try (ProgramProcess program = start(arguments)) {
                return program.end(120);
            }
        }
    }

    /** Waits for the end. */
    Ended end(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + seconds + " s: " + text(err));
            }
            return new Ended(process.exitValue(), text(out), text(err));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** What it has said on standard error so far. */
    String said() {
        return text(err);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Its child processes at the moment. */
    List<ProcessHandle> children() {
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
