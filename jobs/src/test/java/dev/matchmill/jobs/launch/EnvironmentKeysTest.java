package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.settings.UnknownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Variables that are settings, others that somebody reads, and those that nobody does. */
class EnvironmentKeysTest {

    // Whole names: MATCHMILL_POSTGRES_* is none.
    private static final Pattern NAME =
            Pattern.compile("MATCHMILL_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_]*[*…])");

    private static final Pattern READ = Pattern.compile("getenv\\(\"(MATCHMILL_[A-Z0-9_]+)\"");

    @Test
    void every_variable_that_the_program_reads_is_taken() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (String module :
                new String[] {"config", "embeddings", "jobs", "migrations", "readers"}) {
            names.addAll(names(READ, Path.of("..", module, "src", "main"), ".java"));
        }

        assertThat(names)
                .contains("MATCHMILL_RESTORED_PASSWORD")
                .allSatisfy(EnvironmentKeysTest::isTaken);
    }

    @Test
    void every_variable_that_a_document_or_an_example_names_is_taken() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (String folder :
                new String[] {"config", "docs", "embeddings", "jobs", "migrations", "readers"}) {
            names.addAll(names(NAME, Path.of("..", folder), ".md"));
        }
        names.addAll(names(NAME, Path.of("..", "config", "deploy"), ""));
        names.addAll(names(NAME, Path.of("..", "README.md"), ""));
        names.addAll(names(NAME, Path.of("..", "SECURITY.md"), ""));

        assertThat(names).hasSizeGreaterThan(20).allSatisfy(EnvironmentKeysTest::isTaken);
    }

    @Test
    void one_that_nobody_reads_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> read("MATCHMILL_DATABASE_URI"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("did you mean MATCHMILL_DATABASE_URL?");
    }

    private static void isTaken(String name) {
        assertThatCode(() -> read(name)).as(name).doesNotThrowAnyException();
    }

    private static void read(String name) {
        EnvironmentKeys.read(Map.of(name, ""), new UnknownKeys(Settings.RECORDS));
    }

    private static SortedSet<String> names(Pattern pattern, Path folder, String ending)
            throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(Files::isRegularFile)
                            .filter(it -> it.toString().endsWith(ending))
                            .filter(it -> !it.toString().contains("/target/"))
                            .toList()) {
                Matcher found = pattern.matcher(Files.readString(file));
                while (found.find()) {
                    names.add(found.group(found.groupCount()));
                }
            }
        }
        return names;
    }
}
