package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every recurring job and every one-off has an acceptance check: a test whose name begins with its
 * number in {@code acceptance.txt}. Prints where each one is.
 */
class AcceptanceRegisterTest {

    /** Sources of the tests of all modules. */
    private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();

    // From the annotation to the name, over other annotations and comments, but no body.
    private static final Pattern CHECK =
            Pattern.compile(
                    "@(?:Test|ParameterizedTest|RepeatedTest)\\b[^;{]*?(?:\\{[^}]*}[^;{]*?)?"
                            + "\\bvoid ([jo]\\d+)_\\w+\\s*\\(");

    @Test
    void each_job_and_each_one_off_has_its_acceptance_check() throws IOException {
        Map<String, Set<String>> found = checks();
        List<String> register = register();
        register.forEach(line -> System.out.println(line + ": " + where(found, line)));

        assertThat(register).hasSize(40);
        assertThat(register.stream().filter(line -> where(found, line).isEmpty())).isEmpty();
    }

    @Test
    void no_check_bears_a_number_that_nobody_gave() throws IOException {
        assertThat(checks().keySet())
                .isSubsetOf(register().stream().map(AcceptanceRegisterTest::id).toList());
    }

    private static Set<String> where(Map<String, Set<String>> found, String line) {
        return found.getOrDefault(id(line), Set.of());
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(' ')).toLowerCase(Locale.ROOT);
    }

    private static List<String> register() throws IOException {
        return Files.readAllLines(
                Path.of("src/test/resources/dev/matchmill/jobs/launch/acceptance.txt"));
    }

    private static Map<String, Set<String>> checks() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (String module : List.of("migrations", "config", "readers", "embeddings", "jobs")) {
            try (Stream<Path> files =
                    Files.walk(MODULES.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> collect(file, found));
            }
        }
        return found;
    }

    private static void collect(Path file, Map<String, Set<String>> found) {
        Matcher check = CHECK.matcher(text(file));
        String type = file.getFileName().toString().replace(".java", "");
        while (check.find()) {
            found.computeIfAbsent(check.group(1), _ -> new TreeSet<>()).add(type);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
