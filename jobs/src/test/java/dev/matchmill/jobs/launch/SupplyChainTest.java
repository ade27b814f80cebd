package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the program ships with: versions that belong together, past what is known to be critical.
 */
class SupplyChainTest {

    /** Versions by the library's folder in the repository: a name may belong to two groups. */
    private static final Map<Path, String> VERSIONS = versions();

    @Test
    void tikas_core_and_parsers_are_of_one_version() {
        Set<String> tika = new TreeSet<>();
        Set<String> versions = new TreeSet<>();
        VERSIONS.forEach((folder, version) -> {
            if (name(folder).startsWith("tika-")) {
                tika.add(name(folder));
                versions.add(version);
            }
        });

        assertThat(tika).contains("tika-core", "tika-parser-pdf-module").hasSizeGreaterThan(5);
        assertThat(versions).hasSize(1);
    }

    @Test
    void nothing_is_older_than_the_release_that_ended_a_known_critical_hole() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src/test/resources/critical-releases.txt")).stream()
                        .filter(Predicate.not(String::isBlank))
                        .filter(line -> !line.startsWith("#"))
                        .toList();

        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            String[] parts = line.split("\\s+", 3);
            VERSIONS.forEach((folder, version) -> {
                if (name(folder).equals(parts[0])) {
                    assertThat(ReleaseNumber.of(version))
                            .as("%s (%s)", folder, parts[2])
                            .isGreaterThanOrEqualTo(ReleaseNumber.of(parts[1]));
                }
            });
        }
        assertThat(names()).contains("tika-core", "postgresql", "logback-core", "pdfbox");
    }

    @Test
    void each_library_is_there_in_one_version_and_none_of_a_licence_that_is_not_open() {
        assertThat(names()).hasSizeGreaterThan(150).doesNotContain("lombok", "junit", "junrar");
    }

    private static Set<String> names() {
        return VERSIONS.keySet().stream()
                .map(SupplyChainTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private static Map<Path, String> versions() {
        Map<Path, String> versions = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path file = Path.of(entry);
            Path version = file.getParent();
            if (file.toString().endsWith(".jar") && version != null) {
                String known = version.getFileName().toString();
                Path folder = Objects.requireNonNull(version.getParent());
                String other = versions.put(folder, known);
                assertThat(other).as("%s", folder).isIn(null, known);
            }
        }
        return versions;
    }

    /** The numbers of a version; what follows them counts for nothing. */
    private record ReleaseNumber(List<Integer> parts) implements Comparable<ReleaseNumber> {

        static ReleaseNumber of(String version) {
            String numbers = version.replaceAll("[^\\d.].*", "");
            return new ReleaseNumber(
                    Arrays.stream(numbers.split("\\.", -1))
                            .filter(Predicate.not(String::isEmpty))
                            .map(Integer::valueOf)
                            .toList());
        }

        @Override
        public int compareTo(ReleaseNumber other) {
            for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
                int difference = Integer.compare(part(i), other.part(i));
                if (difference != 0) {
                    return difference;
                }
            }
            return 0;
        }

        private int part(int i) {
            return i < parts.size() ? parts.get(i) : 0;
        }
    }
}
