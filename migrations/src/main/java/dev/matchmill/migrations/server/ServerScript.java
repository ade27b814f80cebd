package dev.matchmill.migrations.server;

import dev.matchmill.migrations.PreconditionException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shell script that starts and stops a local server, unpacked into the home folder. Each verb
 * is one process in a session of its own, so that Ctrl-C in a terminal reaches this program only.
 */
final class ServerScript {

    private static final List<String> FILES =
            List.of("local-postgres.sh", "postgres-engine.sh", "archive-wal.sh");
    private static final String ERROR = "error: ";

    private final Path home;
    private final Profile profile;
    private final Optional<String> engine;
    private final Consumer<String> progress;
    private final Map<String, String> environment = new HashMap<>();

    ServerScript(Path home, Profile profile, Consumer<String> progress) {
        this(home, profile, Optional.empty(), progress);
    }

    /**
     * The script for a home folder.
     *
     * @param engine instead of the one that MATCHMILL_POSTGRES_ENGINE names
     */
    ServerScript(Path home, Profile profile, Optional<String> engine, Consumer<String> progress) {
        this.engine = engine;
        this.home = home.toAbsolutePath().normalize();
        this.profile = profile;
        this.progress = progress;
    }

    /** The same with one more variable, as {@code local-postgres.sh} names them. */
    ServerScript with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts a verb and returns while it runs. */
    Running start(String verb) {
        try {
            Path folder = unpack();
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "setsid",
                            "--wait",
                            "bash",
                            folder.resolve(FILES.getFirst()).toString(),
                            verb);
            builder.environment().put("MATCHMILL_HOME", home.toString());
            builder.environment().put("MATCHMILL_POSTGRES_PROFILE", profile.label());
            engine.ifPresent(name -> builder.environment().put("MATCHMILL_POSTGRES_ENGINE", name));
            builder.environment().putAll(environment);
            return new Running(builder.start());
        } catch (IOException e) {
            throw new PreconditionException(
                    "No local PostgreSQL can be started in "
                            + home
                            + " ("
                            + e.getMessage()
                            + "): that needs Linux with bash, setsid and flock and a folder that"
                            + " can be written; or set MATCHMILL_DATABASE_URL to a server.",
                    e);
        }
    }

    /** Runs a verb to its end and returns its exit code and settings. */
    Result run(String verb) {
        Running running = start(verb);
        Map<String, String> settings = running.readSettings();
        return new Result(running.exitCode(), settings);
    }

    private Path unpack() throws IOException {
        Path folder = Files.createDirectories(home.resolve("postgres").resolve("bin"));
        for (String name : FILES) {
            byte[] wanted = resource(name);
            Path file = folder.resolve(name);
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), wanted)) {
                // Moved into place: a shell that still runs the old script keeps reading the old.
                Path part = Files.createTempFile(folder, name, ".part");
                Files.write(part, wanted);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return folder;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ServerScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("resource " + name + " is missing from the program");
            }
            return in.readAllBytes();
        }
    }

    /** How a verb ended, and the settings it printed. */
    record Result(int exitCode, Map<String, String> settings) {}

    /** One verb at work. */
    final class Running {

        private final Process process;
        private final BufferedReader output;
        private final CompletableFuture<Void> errors;
        private volatile @Nullable String error;

        private Running(Process process) {
            this.process = process;
            this.output = process.inputReader();
            this.errors =
                    CompletableFuture.runAsync(
                            this::followErrors,
                            // A virtual one would keep its carrier for as long as the server runs.
                            task ->
                                    Thread.ofPlatform()
                                            .daemon()
                                            .name("local-postgres")
                                            .start(task));
        }

        private void followErrors() {
            try (BufferedReader lines = process.errorReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(ERROR)) {
                        // What failed first is the reason; what follows is its echo.
                        error = error != null ? error : line.substring(ERROR.length());
                    } else {
                        progress.accept(line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Reads key=value lines until the line {@code ready} or the end. */
        Map<String, String> readSettings() {
            Map<String, String> settings = new HashMap<>();
            try {
                for (String line = output.readLine();
                        line != null && !line.equals("ready");
                        line = output.readLine()) {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        settings.put(line.substring(0, equals), line.substring(equals + 1));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return settings;
        }

        /** Ends the script's standard input, by which a user leaves. */
        void endInput() {
            try {
                process.getOutputStream().close();
            } catch (IOException _) {
                // The script is gone already: nothing to end.
            }
        }

        /** Waits for the end of the verb; 3 means that no server runs. */
        int exitCode() {
            int code = process.onExit().join().exitValue();
            errors.join();
            if (code != 0 && code != 3) {
                throw failure(code);
            }
            return code;
        }

        private PreconditionException failure(int code) {
            String reason = error;
            return new PreconditionException(
                    "No local PostgreSQL: "
                            + (reason != null
                                    ? reason
                                    : "the script ended with exit code " + code + "."));
        }
    }
}
