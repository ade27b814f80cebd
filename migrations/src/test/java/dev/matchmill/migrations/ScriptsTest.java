package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each script of a migration must keep to; needs no database. */
class ScriptsTest {

    /** The last one that may build an index on a table with rows inside its transaction. */
    private static final int LAST_LENIENT = 25;

    private static final Pattern NAME = Pattern.compile("V(\\d{3})__[a-z0-9]+(_[a-z0-9]+)*\\.sql");
    private static final Pattern CREATE_INDEX =
            Pattern.compile(
                    "(?is)\\bCREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(CONCURRENTLY\\s+)?(IF\\s+NOT\\s+EXISTS\\s+)?"
                        + "(\\w+)\\s+ON\\s+(ONLY\\s+)?([\\w.]+)");
    private static final Pattern CREATE_TABLE =
            Pattern.compile("(?is)\\bCREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?([\\w.]+)");
    private static final Pattern OTHER_DEFINITION =
            Pattern.compile("(?is)\\b(CREATE|ALTER|DROP)\\s+(?!INDEX|UNIQUE\\s+INDEX)\\w+");

    static Stream<String> scripts() {
        return texts().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_has_a_number_and_a_name_in_words_and_says_what_it_is_for(String script) {
        assertThat(script).matches(NAME);
        assertThat(text(script)).startsWith("--");
    }

    @Test
    void no_two_scripts_have_the_same_number() {
        assertThat(scripts().map(ScriptsTest::number)).doesNotHaveDuplicates();
    }

    /** Released scripts have run somewhere: an edited one would leave two kinds of databases. */
    @Test
    void no_released_script_was_edited() {
        Map<String, Long> released = released();

        assertThat(released).hasSizeGreaterThanOrEqualTo(21);
        assertThat(released)
                .allSatisfy((script, checksum) ->
                        assertThat(checksum(text(script)))
                                .as(
                                        "%s is released and must not be edited: bring it"
                                                + " back and write a new migration",
                                        script)
                                .isEqualTo(checksum));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void an_index_on_a_table_with_rows_is_built_concurrently_by_a_script_of_its_own(String script) {
        assertThat(number(script) <= LAST_LENIENT ? List.of() : faults(script, text(script)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE INDEX idx_a ON jobs (id) | idx_a blocks writers of jobs
                    CREATE UNIQUE INDEX idx_a ON pipeline.runs (id) | idx_a blocks writers of pipeline.runs
                    CREATE INDEX CONCURRENTLY idx_a ON jobs (id) | idx_a can't be built again: IF NOT EXISTS
                    CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_a ON jobs (id); ALTER TABLE jobs ADD n int | more than indexes
                    CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_a ON jobs (id) | no configuration
                    """)
    void the_rule_finds_a_breach(String text, String fault) {
        assertThat(faults("V999__example.sql", text)).anyMatch(found -> found.startsWith(fault));
    }

    @Test
    void the_rule_accepts_an_index_on_a_table_of_the_same_script() {
        assertThat(
                        faults(
                                "V999__example.sql",
                                "CREATE TABLE new_ones (id int); CREATE INDEX idx_a ON new_ones"
                                        + " (id)"))
                .isEmpty();
    }

    private static List<String> faults(String script, String text) {
        List<String> faults = new ArrayList<>();
        String statements = text.replaceAll("--[^\n]*", " ");
        List<String> tables =
                CREATE_TABLE.matcher(statements).results().map(it -> it.group(1)).toList();
        boolean concurrent = false;
        for (Matcher index = CREATE_INDEX.matcher(statements); index.find(); ) {
            boolean parentOnly = index.group(4) != null;
            if (tables.contains(index.group(5)) || parentOnly) {
                continue;
            }
            if (index.group(1) == null) {
                faults.add(index.group(3) + " blocks writers of " + index.group(5));
            } else if (index.group(2) == null) {
                faults.add(index.group(3) + " can't be built again: IF NOT EXISTS");
            }
            concurrent |= index.group(1) != null;
        }
        if (concurrent) {
            if (OTHER_DEFINITION.matcher(statements).find()) {
                faults.add("more than indexes in a script without a transaction");
            }
            if (new Scripts(List.of("classpath:db/migration")).runsInTransaction(script)) {
                faults.add("no configuration " + script + ".conf with executeInTransaction=false");
            }
        }
        return faults;
    }

    private static int number(String script) {
        Matcher name = NAME.matcher(script);
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    private static String text(String script) {
        return Objects.requireNonNull(texts().get(script), script + " is gone: bring it back");
    }

    private static Map<String, String> texts() {
        try {
            Path folder =
                    Path.of(
                                    Objects.requireNonNull(
                                                    Scripts.class.getResource(
                                                            "/db/migration/afterMigrate.sql"))
                                            .toURI())
                            .getParent();
            Map<String, String> texts = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(it -> it.toString().endsWith(".sql")).toList()) {
                    String name = file.getFileName().toString();
                    if (name.startsWith("V")) {
                        texts.put(name, Files.readString(file));
                    }
                }
            }
            return texts;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Flyway does: of the lines without their ends. */
    private static long checksum(String text) {
        CRC32 crc = new CRC32();
        new BufferedReader(new StringReader(text))
                .lines()
                .forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return crc.getValue();
    }

    private static Map<String, Long> released() {
        Map<String, Long> released = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        ScriptsTest.class.getResourceAsStream("released.txt")),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .forEach(pair -> released.put(pair[1], Long.parseLong(pair[0], 16)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return released;
    }
}
