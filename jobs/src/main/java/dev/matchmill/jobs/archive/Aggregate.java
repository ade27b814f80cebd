package dev.matchmill.jobs.archive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row and everything that deleting it would take along, by the foreign keys of the catalogue.
 *
 * @param root the table of the row
 * @param carried the tables whose rows travel in the root's payload, each with the key by which it
 *     hangs on the root or on another of them
 * @param links keys of rows that stay and would no longer name the root
 * @param guards keys whose rows keep the root from going
 */
record Aggregate(
        Root root,
        Catalogue catalogue,
        Map<String, ForeignKey> carried,
        List<ForeignKey> links,
        List<ForeignKey> guards) {

    /** Of the shortest way to each table, so that a row is found whatever else it names. */
    static Aggregate of(Root root, Catalogue catalogue) {
        Map<String, ForeignKey> carried = new LinkedHashMap<>();
        List<ForeignKey> guards = new ArrayList<>();
        List<String> next = new ArrayList<>(List.of(root.table()));
        for (int i = 0; i < next.size(); i++) {
            for (ForeignKey key : catalogue.into(next.get(i))) {
                if (key.onDelete() == OnDelete.REFUSE || root.onTheirOwn().contains(key.table())) {
                    guards.add(key);
                } else if (key.onDelete() == OnDelete.CASCADE
                        && !Root.DERIVED.contains(key.table())
                        && !next.contains(key.table())) {
                    carried.put(key.table(), key);
                    next.add(key.table());
                }
            }
        }
        return new Aggregate(
                root, catalogue, carried, links(catalogue, root, carried.keySet()), guards);
    }

    Aggregate {
        carried = Collections.unmodifiableMap(carried);
        links = List.copyOf(links);
        guards = List.copyOf(guards);
    }

    /**
     * The root and all carried tables, each after those whose rows it names, so that they can be
     * written in this order.
     *
     * @throws IllegalStateException when two of them name each other
     */
    List<String> tables() {
        List<String> waiting = new ArrayList<>(carried.keySet());
        List<String> tables = new ArrayList<>(List.of(root.table()));
        while (!waiting.isEmpty()) {
            String next =
                    waiting.stream()
                            .filter(table -> !namesOneOf(table, waiting))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "tables that name each other: " + waiting));
            waiting.remove(next);
            tables.add(next);
        }
        return tables;
    }

    private boolean namesOneOf(String table, List<String> others) {
        return catalogue.outOf(table).stream()
                .anyMatch(key -> !key.target().equals(table) && others.contains(key.target()));
    }

    /** Carried tables that others hang on, besides the root. */
    List<String> stems() {
        return carried.keySet().stream()
                .filter(table ->
                        carried.values().stream().anyMatch(key -> key.target().equals(table)))
                .toList();
    }

    /** The keys from a carried table up to the root, in this order. */
    List<ForeignKey> way(String table) {
        List<ForeignKey> way = new ArrayList<>();
        String at = table;
        while (!at.equals(root.table())) {
            ForeignKey key = carried.get(at);
            if (key == null) {
                throw new IllegalArgumentException(table + " is not carried");
            }
            way.add(key);
            at = key.target();
        }
        return way;
    }

    // Rows below the root are named from within, or the test of this class says so.
    private static List<ForeignKey> links(Catalogue catalogue, Root root, Set<String> carried) {
        return catalogue.into(root.table()).stream()
                .filter(key -> key.onDelete() == OnDelete.SET_NULL)
                .filter(key -> !carried.contains(key.table()))
                .toList();
    }
}
