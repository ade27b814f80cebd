package dev.matchmill.jobs.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a restored copy with what it should be, table by table, in the order of names. */
final class TableComparison {

    private TableComparison() {}

    /** With the rows that were counted in the snapshot of the dump: exact for all tables. */
    static List<TableDifference> withDump(List<TableState> dumped, List<TableState> restored) {
        Map<String, TableState> there = byName(restored);
        Map<String, TableState> wanted = byName(dumped);
        List<TableDifference> differences = new ArrayList<>();
        for (String name : names(there, wanted)) {
            Long rows = rows(there.get(name));
            Long expected = rows(wanted.get(name));
            if (!Objects.equals(rows, expected)) {
                differences.add(
                        new TableDifference(
                                name, rows, expected, TableDifference.Cause.UNEXPLAINED));
            }
        }
        return differences;
    }

    /**
     * With the live database: exact for tables that nobody has written to since the backup.
     *
     * @param before states when the backup was taken, not counted
     * @param live states now, counted
     */
    static List<TableDifference> withLive(
            List<TableState> before, List<TableState> live, List<TableState> restored) {
        Map<String, TableState> there = byName(restored);
        Map<String, TableState> wanted = byName(live);
        Map<String, TableState> once = byName(before);
        List<TableDifference> differences = new ArrayList<>();
        for (String name : names(there, wanted)) {
            Long rows = rows(there.get(name));
            Long expected = rows(wanted.get(name));
            if (!Objects.equals(rows, expected)) {
                TableDifference.Cause cause =
                        isIdle(once.get(name), wanted.get(name))
                                ? TableDifference.Cause.UNEXPLAINED
                                : TableDifference.Cause.CHANGED_SINCE;
                differences.add(new TableDifference(name, rows, expected, cause));
            }
        }
        return differences;
    }

    private static boolean isIdle(@Nullable TableState before, @Nullable TableState now) {
        return before != null && now != null && before.changes() == now.changes();
    }

    private static Set<String> names(Map<String, TableState> one, Map<String, TableState> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private static @Nullable Long rows(@Nullable TableState table) {
        return table == null ? null : table.rows();
    }

    private static Map<String, TableState> byName(List<TableState> tables) {
        return tables.stream().collect(Collectors.toMap(TableState::name, Function.identity()));
    }
}
