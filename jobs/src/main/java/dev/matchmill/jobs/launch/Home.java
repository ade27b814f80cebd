package dev.matchmill.jobs.launch;

import java.nio.file.Path;

/** The folder of everything the program keeps outside the database. */
final class Home {

    private Home() {}

    /** {@code MATCHMILL_HOME}, else {@code .matchmill} in the working directory; absolute. */
    static Path path() {
        String given = System.getenv("MATCHMILL_HOME");
        return Path.of(given == null || given.isBlank() ? ".matchmill" : given)
                .toAbsolutePath()
                .normalize();
    }
}
