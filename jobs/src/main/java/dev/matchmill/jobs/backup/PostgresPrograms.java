package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.PreconditionException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where this machine has PostgreSQL's programs. */
public record PostgresPrograms(List<Path> folders) {

    private static final List<Path> INSTALLATIONS =
            List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr/local/pgsql"), Path.of("/usr"));

    public PostgresPrograms {
        folders = List.copyOf(folders);
    }

    /**
     * Looks at one folder that was named, or else where distributions put them and on the PATH.
     *
     * @param named the setting {@code matchmill.jobs.backup.programs}
     * @param path the variable PATH
     */
    public static PostgresPrograms search(Optional<Path> named, String path) {
        if (named.isPresent()) {
            return new PostgresPrograms(List.of(named.get()));
        }
        Set<Path> folders = new LinkedHashSet<>();
        for (Path installation : INSTALLATIONS) {
            // Debian: /usr/lib/postgresql/15/bin; the PostgreSQL project's RPMs: /usr/pgsql-15/bin.
            String pattern = installation.endsWith("usr") ? "pgsql-*" : "[0-9]*";
            try (DirectoryStream<Path> releases = Files.newDirectoryStream(installation, pattern)) {
                releases.forEach(release -> folders.add(release.resolve("bin")));
            } catch (IOException absent) {
                // No such installation.
            }
        }
        folders.add(Path.of("/usr/local/pgsql/bin"));
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        return new PostgresPrograms(new ArrayList<>(folders));
    }

    /**
     * The one to use with a server.
     *
     * @param server its major release
     * @throws PreconditionException when there is none, or only older ones
     */
    public PostgresProgram require(String name, int server) {
        List<PostgresProgram> all = all(name);
        return PostgresProgram.closest(all, server)
                .orElseThrow(() ->
                        new PreconditionException(
                                missing(name, server, all)
                                        + " Install postgresql-client-"
                                        + server
                                        + " or newer, or name the folder of its programs:"
                                        + " matchmill.jobs.backup.programs."));
    }

    /** All of that name, of any release. */
    public List<PostgresProgram> all(String name) {
        List<PostgresProgram> found = new ArrayList<>();
        for (Path folder : folders) {
            Path file = folder.resolve(name);
            if (Files.isExecutable(file)) {
                major(file).ifPresent(major -> found.add(new PostgresProgram(file, major)));
            }
        }
        return found;
    }

    private String missing(String name, int server, List<PostgresProgram> all) {
        if (!all.isEmpty()) {
            return "The server is PostgreSQL "
                    + server
                    + ", and "
                    + all.getFirst().file()
                    + " of release "
                    + all.getFirst().major()
                    + " cannot back it up.";
        }
        return folders.size() == 1
                ? "There is no " + name + " in " + folders.getFirst() + "."
                : "There is no " + name + " on this machine.";
    }

    private static Optional<Integer> major(Path file) {
        ChildProgram.Ended ended =
                ChildProgram.run(
                        List.of(file.toString(), "--version"), Map.of(), Duration.ofSeconds(10));
        return ended.code() == 0 ? PostgresProgram.majorOf(ended.output()) : Optional.empty();
    }
}
