package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of one kind.
 *
 * @param name what the JSON form calls it, lower snake case
 * @param columns names of the columns, lower case
 * @param rows as many cells each as there are columns
 */
public record ResultTable(String name, List<String> columns, List<List<Object>> rows) {

    public ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        name + " has " + columns.size() + " columns, a row " + row.size());
            }
        }
    }

    /** Columns as wide as their widest cell. */
    String toText() {
        TextTable table = new TextTable(columns.toArray(String[]::new));
        rows.forEach(row -> table.row(row.toArray()));
        return table.render();
    }

    /** One map a row, with the columns' names as keys, blanks as underscores. */
    List<Map<String, Object>> objects() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i).replace(' ', '_'), row.get(i));
            }
            objects.add(object);
        }
        return objects;
    }
}
