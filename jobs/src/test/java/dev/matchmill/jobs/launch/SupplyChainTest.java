package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the program ships with: versions that belong together, past what is known to be critical.
 */
class SupplyChainTest {

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.]*(?:-[\\w.]+)*)\\.jar");

    private static final Map<String, String> VERSIONS = versions();

    @Test
    void tikas_core_and_parsers_are_of_one_version() {
        Map<String, String> tika =
                VERSIONS.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("tika-"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(tika).containsKeys("tika-core", "tika-parser-pdf-module").hasSizeGreaterThan(5);
        assertThat(tika.values()).containsOnly(VERSIONS.get("tika-core"));
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
            String version = VERSIONS.get(parts[0]);
            if (version != null) {
                assertThat(ReleaseNumber.of(version))
                        .as("%s (%s)", parts[0], parts[2])
                        .isGreaterThanOrEqualTo(ReleaseNumber.of(parts[1]));
            }
        }
        assertThat(VERSIONS).containsKeys("tika-core", "postgresql", "logback-core", "pdfbox");
    }

    @Test
    void each_library_is_there_in_one_version() {
        assertThat(VERSIONS).hasSizeGreaterThan(150).doesNotContainKeys("lombok", "junit");
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        Arrays.stream(System.getProperty("java.class.path").split(":"))
                // Jackson 3 has the names of Jackson 2, which the AWS SDK and others bring; our own
                // modules come with their tests.
                .filter(entry -> !entry.contains("/tools/jackson/"))
                .filter(entry -> !entry.contains("/matchmill-"))
                .map(entry -> Path.of(entry).getFileName().toString())
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .forEach(jar -> {
                    String other = versions.put(jar.group(1), jar.group(2));
                    assertThat(other).as(jar.group(1)).isIn(null, jar.group(2));
                });
        return versions;
    }

    /** The numbers of a version; what follows them counts for nothing. */
    private record ReleaseNumber(List<Integer> parts) implements Comparable<ReleaseNumber> {

        static ReleaseNumber of(String version) {
            String numbers = version.replaceAll("[^\\d.].*", "");
            return new ReleaseNumber(
                    Arrays.stream(numbers.split("\\."))
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
