package dev.matchmill.jobs.backup;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program of PostgreSQL.
 *
 * @param major release, such as 15
 */
public record PostgresProgram(Path file, int major) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** The release that a program prints with {@code --version}, if it is one of PostgreSQL's. */
    static Optional<Integer> majorOf(String version) {
        Matcher found = VERSION.matcher(version);
        return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
    }

    /**
     * The one to use with a server: never older than it, and no newer than need be, since what a
     * newer one writes only a newer one reads.
     */
    static Optional<PostgresProgram> closest(List<PostgresProgram> all, int server) {
        return all.stream()
                .filter(program -> program.major() >= server)
                .min(Comparator.comparingInt(PostgresProgram::major));
    }

    /** Another program of the same installation. */
    Path sibling(String name) {
        return file.resolveSibling(name);
    }
}
