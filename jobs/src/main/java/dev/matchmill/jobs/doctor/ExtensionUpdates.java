package dev.matchmill.jobs.doctor;

import java.util.List;

/**
 * Extensions whose objects in this database are of an older release than the library on the server.
 *
 * @param behind such as {@code vector 0.8.0 (0.8.4 is installed)}
 */
record ExtensionUpdates(List<String> behind) implements Check {

    @Override
    public Finding judge() {
        return behind.isEmpty()
                ? Finding.ok("extension_versions", "those of the installed libraries")
                : Finding.warn(
                        "extension_versions",
                        String.join(", ", behind),
                        "Ask a superuser to run ALTER EXTENSION … UPDATE for each in this"
                                + " database.");
    }
}
