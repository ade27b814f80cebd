package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.settings.UnknownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** The table of config/README.md, the file that ships and the records say the same. */
class SettingsTableTest {

    private static final Path FOLDER = Path.of("..", "config");
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `((?:database|encryption|readers|embeddings|jobs)\\.[^`]+)` \\| ([^|]*)"
                            + " \\|");

    @Test
    void names_every_key_that_a_record_reads_and_no_other() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(new UnknownKeys(Settings.RECORDS).known());
    }

    @Test
    void shows_the_defaults_of_the_file_that_ships() throws IOException {
        Map<String, String> table = table();
        var file = new FileSystemResource(FOLDER.resolve("application.yaml"));
        var source =
                (EnumerablePropertySource<?>)
                        new YamlPropertySourceLoader().load("shipped", file).getFirst();

        assertThat(source.getPropertyNames()).hasSizeGreaterThan(30);
        for (String key : source.getPropertyNames()) {
            String value = String.valueOf(source.getProperty(key));
            assertThat(table.get(key)).as(key).isEqualTo(value.isEmpty() ? "empty" : value);
        }
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                table.put("matchmill." + row.group(1), row.group(2).strip());
            }
        }
        return table;
    }
}
