package dev.matchmill.jobs.subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The statements that erase one store.
 *
 * @param action the strongest that applies
 * @param values what the columns have afterwards, in SQL; empty when the row goes or stays
 */
record StoreWork(Store store, EraseAction action, Map<String, String> values) {

    /**
     * Of a store's columns.
     *
     * @param deletes whether a column's classification says that the row goes
     */
    static StoreWork of(Store store, boolean deletes, List<ErasableColumn> columns) {
        if (deletes || store.delete()) {
            return new StoreWork(store, EraseAction.DELETE_ROW, Map.of());
        }
        Map<String, String> values = new LinkedHashMap<>();
        EraseAction action = EraseAction.KEEP;
        for (ErasableColumn column : columns) {
            values.put(column.name(), column.erased());
            action = column.action().compareTo(action) > 0 ? column.action() : action;
        }
        values.putAll(store.set());
        return new StoreWork(store, action, values);
    }

    /** Counts the rows that belong to the subject. */
    String count() {
        return "SELECT count(*) FROM " + table() + " WHERE " + rows();
    }

    /** Changes or deletes what needs it; changes nothing the second time. */
    String erase() {
        return action == EraseAction.DELETE_ROW
                ? "DELETE FROM " + table() + " WHERE " + rows()
                : "UPDATE " + table() + " SET " + assignments() + " WHERE " + due();
    }

    /** Counts the rows that still need it. */
    String residual() {
        return action == EraseAction.DELETE_ROW
                ? count()
                : "SELECT count(*) FROM " + table() + " WHERE " + due();
    }

    /** Whether there is anything to change at all. */
    boolean changes() {
        return action == EraseAction.DELETE_ROW || !values.isEmpty();
    }

    private String table() {
        return store.name() + " t";
    }

    private String rows() {
        return "(" + store.rows() + ")";
    }

    private String assignments() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    private String due() {
        return values.entrySet().stream()
                .map(value ->
                        "t." + value.getKey() + " IS DISTINCT FROM (" + value.getValue() + ")")
                .collect(Collectors.joining(" OR ", rows() + " AND (", ")"));
    }
}
