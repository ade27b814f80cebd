package dev.matchmill.migrations;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a database is migrated.
 *
 * @param production whether it holds real data: releases of pgvector that can lose some are refused
 * @param lockTimeout how long one statement waits for a lock, at least 100 ms
 * @param silence how long the server may leave a question without an answer; whole seconds, at
 *     least one
 * @param progress receives a sentence for each slow or unusual step
 * @param locations where the scripts lie, in Flyway's form
 */
public record MigrationOptions(
        boolean production,
        Duration lockTimeout,
        Duration silence,
        Consumer<String> progress,
        List<String> locations) {

    /** Silence after which a connection for questions counts as dead. */
    public static final Duration SILENCE = Duration.ofSeconds(90);

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public MigrationOptions {
        if (lockTimeout.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "the lock timeout must be at least 100 ms: zero would wait for ever");
        }
        locations = List.copyOf(locations);
    }

    /** With the usual patience for answers. */
    public MigrationOptions(
            boolean production,
            Duration lockTimeout,
            Consumer<String> progress,
            List<String> locations) {
        this(production, lockTimeout, SILENCE, progress, locations);
    }

    /** What a development database takes: five seconds for a lock, and no word on the way. */
    public static MigrationOptions usual() {
        return new MigrationOptions(
                false, Duration.ofSeconds(5), _ -> {}, List.of("classpath:db/migration"));
    }

    /** The same for a database with real data, or without. */
    public MigrationOptions withProduction(boolean holdsRealData) {
        return new MigrationOptions(holdsRealData, lockTimeout, silence, progress, locations);
    }

    /** The same with another patience. */
    public MigrationOptions withLockTimeout(Duration patience) {
        return new MigrationOptions(production, patience, silence, progress, locations);
    }

    /** The same with somebody who listens. */
    public MigrationOptions withProgress(Consumer<String> listener) {
        return new MigrationOptions(production, lockTimeout, silence, listener, locations);
    }

    /** The same with another patience for answers. */
    public MigrationOptions withSilence(Duration patience) {
        return new MigrationOptions(production, lockTimeout, patience, progress, locations);
    }
}
