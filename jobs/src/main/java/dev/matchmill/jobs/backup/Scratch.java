package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.server.LocalPostgres;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where restore tests happen: a folder in the home folder, and in it one for each test.
 *
 * @param name of the database, so that tests of different ones keep apart
 */
record Scratch(Path folder, String name) {

    static Scratch of(BackupParts parts) {
        return new Scratch(
                parts.parts().home().resolve("restore-test"),
                parts.owner().database().replaceAll("[^A-Za-z0-9_-]", "_"));
    }

    /** A new home for a test's server; its data can be reached by that server's user only. */
    Path create(String test) throws IOException {
        Path home = folder.resolve(name + "." + test);
        Path run = home.resolve("postgres").resolve("run");
        Files.createDirectories(run);
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        return home;
    }

    /** Stops and removes what killed tests have left. */
    void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, name + ".*")) {
            for (Path home : left) {
                remove(home);
            }
        }
    }

    /** Stops the server of a home and removes it. */
    static void remove(Path home) throws IOException {
        LocalPostgres.destroy(home, _ -> {});
        if (Files.isDirectory(home)) {
            BackupFiles.deleteFolder(home);
        }
    }
}
