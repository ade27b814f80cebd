package dev.matchmill.migrations.server;

import java.util.Locale;

/** How careful a local server is with its data. */
public enum Profile {
    /** Keeps what was committed, whatever happens. */
    DURABLE,
    /** May lose everything when the machine crashes: for test runs only, and faster. */
    TEST;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
