package dev.matchmill.readers.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The word lists of this package: lines of a resource without its comments. */
final class Words {

    private Words() {}

    /** All words of a list, whatever the lines. */
    static Set<String> of(String resource) {
        return lines(resource).stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The cells of a table, parted by tabs. */
    static List<String[]> table(String resource) {
        return lines(resource).stream().map(line -> line.split("\t", -1)).toList();
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Words.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
