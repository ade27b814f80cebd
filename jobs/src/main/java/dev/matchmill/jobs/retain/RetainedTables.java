package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.retain.RetainedTable.Ending;
import dev.matchmill.jobs.retain.RetainedTable.Part;
import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The tables that retention rules are about, from {@code retained-tables.sql}: rows that go come
 * before what they hang on, persons last.
 */
final class RetainedTables {

    private static final List<RetainedTable> ALL = read();

    private RetainedTables() {}

    static List<RetainedTable> all() {
        return ALL;
    }

    /** Those that this package ends. */
    static List<RetainedTable> own() {
        return ALL.stream().filter(RetainedTable::isOwn).toList();
    }

    private static List<RetainedTable> read() {
        List<RetainedTable> tables = new ArrayList<>();
        for (String section : text().split("(?m)^--- ", -1)) {
            if (section.startsWith("--") || section.isBlank()) {
                continue;
            }
            tables.add(table(section));
        }
        return List.copyOf(tables);
    }

    // class action schema.table ENDING doer, then a part a line: NAME: expression
    private static RetainedTable table(String section) {
        List<String> lines = Arrays.asList(section.split("\n", -1));
        String[] head = lines.getFirst().strip().split(" +", -1);
        String[] name = head[2].split("\\.", -1);
        Map<Part, String> parts = new EnumMap<>(Part.class);
        Part last = Part.ID;
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(" ")) {
                parts.merge(last, line.strip(), (above, below) -> above + "\n" + below);
            } else if (!line.isBlank()) {
                int colon = line.indexOf(':');
                last = Part.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
                parts.put(last, line.substring(colon + 1).strip());
            }
        }
        return new RetainedTable(
                name[0],
                name[1],
                RetentionClass.valueOf(head[0].toUpperCase(Locale.ROOT)),
                RetentionAction.valueOf(head[1].toUpperCase(Locale.ROOT)),
                Ending.valueOf(head[3].toUpperCase(Locale.ROOT)),
                head[4],
                parts);
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(
                        RetainedTables.class.getResourceAsStream("retained-tables.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
