package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the tags beside the columns and the rows of compliance.data_classifications together. */
class DataClassificationIT {

    private static final Map<String, String> LEVELS =
            Map.of(
                    "P", "public",
                    "I", "internal",
                    "C", "confidential",
                    "H", "highly_sensitive",
                    "R", "restricted");

    private static final Pattern TABLE =
            Pattern.compile("--@table (\\S+) level=(\\w) retention=(\\w+) \\|.*");

    private static final Pattern COLUMN = Pattern.compile("  (?:ADD COLUMN )?([a-z_0-9]+) .*");

    // What a later script says of columns that stand in an earlier one.
    private static final Pattern ERASE = Pattern.compile("--@erase (\\S+) (.+)");

    // The archive's copies take their columns, tags included, from the live tables.
    private static final String ROWS =
            """
            SELECT concat_ws(' ', schema_name || '.' || table_name, column_name, sensitivity,
                             encryption, coalesce(category::text, '-'), erase_action, retention_class)
            FROM compliance.data_classifications
            WHERE schema_name <> 'archive' OR table_name NOT IN ('notifications', 'audit_log')
            """;

    @Test
    void the_rows_say_what_the_tags_say() throws IOException, URISyntaxException {
        List<String> tags = new ArrayList<>();
        try (Stream<Path> files = Files.list(migrations())) {
            for (Path file : files.filter(it -> it.toString().endsWith(".sql")).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                tags.addAll(tags(lines));
                lines.forEach(line -> change(tags, line));
            }
        }

        try (TestDatabase database = TestDatabase.create()) {
            assertThat(
                            JdbcClient.create(database.dataSource())
                                    .sql(ROWS)
                                    .query(String.class)
                                    .list())
                    .hasSizeGreaterThan(1200)
                    .containsExactlyInAnyOrderElementsOf(tags);
        }
    }

    private static Path migrations() throws URISyntaxException {
        URL callback = DataClassificationIT.class.getResource("/db/migration/afterMigrate.sql");
        return Objects.requireNonNull(
                Path.of(Objects.requireNonNull(callback).toURI()).getParent());
    }

    private static List<String> tags(List<String> lines) {
        List<String> tags = new ArrayList<>();
        String[] table = {};
        boolean inside = false;
        String column = "";
        int open = 0;
        for (String line : lines) {
            Matcher start = TABLE.matcher(line);
            Matcher name = COLUMN.matcher(line);
            if (start.matches()) {
                table = new String[] {start.group(1), start.group(2), start.group(3)};
            } else if (line.startsWith("CREATE TABLE") && !line.contains("(LIKE ")) {
                inside = isOf(table, line);
            } else if (line.startsWith("ALTER TABLE")) {
                inside = isOf(table, line) && !line.contains(" ADD ");
            } else if (line.startsWith(")") || line.startsWith("  ADD CONSTRAINT")) {
                inside = false;
            } else if (inside && (name.matches() || !column.isEmpty())) {
                column = column.isEmpty() ? name.group(1) : column;
                // A definition over several lines has its tag on the last one.
                open += line.chars().map(it -> it == '(' ? 1 : it == ')' ? -1 : 0).sum();
                if (open == 0) {
                    tags.add(describe(table, column, line));
                    column = "";
                }
            }
        }
        return tags;
    }

    private static void change(List<String> tags, String line) {
        Matcher change = ERASE.matcher(line);
        if (!change.matches()) {
            return;
        }
        for (String one : change.group(2).split(" ", -1)) {
            String[] action = one.split("=", -1);
            String column = change.group(1) + " " + action[0] + " ";
            assertThat(tags).as(column).anyMatch(tag -> tag.startsWith(column));
            tags.replaceAll(tag -> tag.startsWith(column) ? erasing(tag, action[1]) : tag);
        }
    }

    // The action is the last word but one.
    private static String erasing(String tag, String action) {
        return tag.replaceFirst(" \\S+ (\\S+)$", " " + action + " $1");
    }

    private static boolean isOf(String[] table, String line) {
        return table.length > 0 && line.contains(table[0].replace("public.", ""));
    }

    private static String describe(String[] table, String column, String line) {
        String level = table[1];
        String category = "-";
        String erase = "keep";
        String encryption = "at_rest";
        int tag = line.indexOf("--@");
        if (tag >= 0) {
            for (String word : line.substring(tag + 3).replaceAll("\\|.*", "").split(" ", -1)) {
                if (LEVELS.containsKey(word)) {
                    level = word;
                } else if (word.startsWith("cat=")) {
                    category = word.substring(4);
                } else if (word.startsWith("erase=")) {
                    erase = word.substring(6);
                } else if (word.startsWith("enc=")) {
                    encryption = word.substring(4);
                }
            }
        }
        return String.join(
                " ", table[0], column, LEVELS.get(level), encryption, category, erase, table[2]);
    }
}
