package dev.matchmill.migrations.server;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A PostgreSQL with pgvector on this machine, in a Docker container or as a cluster in a home
 * folder, made when it does not exist. Whoever joins uses the same server; the last one to leave
 * stops it, also when its process is killed, unless {@link #start} asked to keep it.
 *
 * <p>All methods throw {@link PreconditionException} with a sentence that names the cure when no
 * server can be had. Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {

    private final ServerScript.Running share;
    private final Description description;
    private final AtomicBoolean left = new AtomicBoolean();

    private LocalPostgres(ServerScript.Running share, Description description) {
        this.share = share;
        this.description = description;
    }

    /**
     * What a server is.
     *
     * @param version of PostgreSQL, such as 15.18
     * @param vectorVersion of pgvector, such as 0.8.0
     * @param started whether this call started it
     * @param archive where it archives its write-ahead log, if it does
     */
    public record Description(
            DatabaseAddress address,
            String version,
            String vectorVersion,
            boolean started,
            Optional<Path> archive) {}

    /**
     * Uses the server of a home folder until {@link #close}; starts it if nobody has. The first
     * time on a machine takes about half a minute, later ones less than a second.
     *
     * @param progress receives a line for each slow step
     */
    public static LocalPostgres join(Path home, Profile profile, Consumer<String> progress) {
        return join(new ServerScript(home, profile, progress));
    }

    /**
     * The same with a certain engine, as {@code postgres-engine.sh} names them; it holds for a home
     * folder that has no server yet.
     */
    public static LocalPostgres join(
            Path home, Profile profile, String engine, Consumer<String> progress) {
        return join(new ServerScript(home, profile, Optional.of(engine), progress));
    }

    /**
     * Uses a server on a copy that lies in {@code copy.data()}, after its recovery, which takes as
     * long as it needs.
     *
     * @param original its role gets the new server's password; the result names its database
     * @throws PreconditionException also when the copy cannot be recovered
     */
    public static LocalPostgres recover(
            RestoredCopy copy, DatabaseAddress original, Consumer<String> progress) {
        copy.mark(original);
        ServerScript script = new ServerScript(copy.home(), Profile.DURABLE, progress);
        LocalPostgres server = join(script.with("MATCHMILL_POSTGRES_DOCKER", "0"));
        Description found = server.description;
        DatabaseAddress there = found.address().withDatabase(original.database());
        return new LocalPostgres(
                server.share,
                new Description(
                        new DatabaseAddress(
                                there.url(),
                                original.username(),
                                there.password(),
                                DatabaseSource.LOCAL),
                        found.version(),
                        found.vectorVersion(),
                        found.started(),
                        Optional.empty()));
    }

    private static LocalPostgres join(ServerScript script) {
        ServerScript.Running share = script.start("serve");
        Map<String, String> settings = share.readSettings();
        if (!settings.containsKey("started")) {
            share.endInput();
            share.exitCode();
        }
        return new LocalPostgres(share, describe(settings));
    }

    /** Starts the server of a home folder, if need be, and keeps it running. */
    public static Description start(Path home, Profile profile, Consumer<String> progress) {
        return describe(new ServerScript(home, profile, progress).run("start").settings());
    }

    /**
     * Starts it as {@link #start(Path, Profile, Consumer)}, and says whether it archives its
     * write-ahead log from now on; a server that runs must be stopped first to change that.
     */
    public static Description start(
            Path home, Profile profile, boolean archive, Consumer<String> progress) {
        ServerScript script = new ServerScript(home, profile, progress);
        script.with("MATCHMILL_POSTGRES_ARCHIVE", archive ? "on" : "off");
        // A container archives nothing here.
        script.with("MATCHMILL_POSTGRES_DOCKER", "0");
        return describe(script.run("start").settings());
    }

    /** Takes back {@link #start}: the server stops now, or when the last one leaves it. */
    public static void stop(Path home, Consumer<String> progress) {
        new ServerScript(home, Profile.DURABLE, progress).run("stop");
    }

    /** The server of a home folder, if it runs. */
    public static Optional<Description> status(Path home) {
        ServerScript.Result result = new ServerScript(home, Profile.DURABLE, _ -> {}).run("status");
        return result.exitCode() == 0 ? Optional.of(describe(result.settings())) : Optional.empty();
    }

    /** Stops the server of a home folder and deletes its data. */
    public static void destroy(Path home, Consumer<String> progress) {
        new ServerScript(home, Profile.DURABLE, progress).run("destroy");
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return description.address();
    }

    /** What it is. */
    public Description description() {
        return description;
    }

    /** Leaves the server and waits until it has stopped, if this was its last user. */
    @Override
    public void close() {
        if (left.compareAndSet(false, true)) {
            share.endInput();
            share.exitCode();
        }
    }

    private static Description describe(Map<String, String> settings) {
        return new Description(
                new DatabaseAddress(
                        setting(settings, "url"),
                        setting(settings, "username"),
                        password(Path.of(setting(settings, "password_file"))),
                        DatabaseSource.valueOf(
                                setting(settings, "source").toUpperCase(Locale.ROOT))),
                setting(settings, "version"),
                setting(settings, "vector"),
                Boolean.parseBoolean(setting(settings, "started")),
                Optional.of(setting(settings, "archive"))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of));
    }

    private static String setting(Map<String, String> settings, String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new IllegalStateException("the server script printed no " + key);
        }
        return value;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new PreconditionException(
                    "The password of the local PostgreSQL cannot be read: "
                            + file
                            + " belongs to another user; run as that user or set MATCHMILL_HOME.",
                    e);
        }
    }
}
