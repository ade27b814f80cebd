package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.Catalogue.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of the business into which areas.txt divides the tables. */
final class Areas {

    private static final List<String> LINES =
            Resource.text("areas.txt").lines().filter(it -> it.contains(" = ")).toList();

    private Areas() {}

    /** The tables of each area, by its title, in the order of areas.txt. */
    static Map<String, List<Table>> of(List<Table> tables) {
        Map<String, List<Table>> areas = new LinkedHashMap<>();
        Map<String, String> titles = new HashMap<>();
        for (String line : LINES) {
            String[] parts = line.split(" = ", 2);
            areas.put(parts[0], new ArrayList<>());
            for (String name : parts[1].split(" ", -1)) {
                titles.put(name, parts[0]);
            }
        }
        for (Table table : tables) {
            String title =
                    titles.getOrDefault(
                            table.qualifiedName(),
                            titles.getOrDefault(table.schema() + ".*", LINES.getFirst()));
            areas.computeIfAbsent(title, _ -> new ArrayList<>()).add(table);
        }
        areas.values().removeIf(List::isEmpty);
        return areas;
    }
}
