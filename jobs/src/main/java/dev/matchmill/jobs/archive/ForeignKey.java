package dev.matchmill.jobs.archive;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A foreign key as the catalogue has it.
 *
 * @param table the referring table, with its schema
 * @param columns of the referring table, in the order of {@code targetColumns}
 * @param target the table referred to, with its schema
 */
record ForeignKey(
        String table,
        List<String> columns,
        String target,
        List<String> targetColumns,
        OnDelete onDelete) {

    ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
        if (columns.isEmpty() || columns.size() != targetColumns.size()) {
            throw new IllegalArgumentException(table + " refers to " + target + " by no column");
        }
    }

    /** The SQL condition that a row of each side belong together, by the aliases given. */
    String joins(String here, String there) {
        return IntStream.range(0, columns.size())
                .mapToObj(i ->
                        "%s.%s = %s.%s"
                                .formatted(
                                        here,
                                        TableShape.quoted(columns.get(i)),
                                        there,
                                        TableShape.quoted(targetColumns.get(i))))
                .collect(Collectors.joining(" AND "));
    }

    /** The column that names the other row's id, whatever other columns are along. */
    String columnOf(String targetColumn) {
        int place = targetColumns.indexOf(targetColumn);
        if (place < 0) {
            throw new IllegalArgumentException(
                    table + " does not refer to " + target + " by " + targetColumn);
        }
        return columns.get(place);
    }
}
