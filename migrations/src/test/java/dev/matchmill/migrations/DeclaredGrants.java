package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What grants.txt says: the rights of each role, by the name of a table, a column or a function.
 */
final class DeclaredGrants {

    static final List<String> ROLES =
            List.of(
                    "ats_app",
                    "ats_reader",
                    "ats_batch",
                    "ats_privacy",
                    "ats_auditor",
                    "ats_reporting");

    private final Map<String, String> tables = new HashMap<>();
    private final Set<String> columns = new TreeSet<>();
    private final Set<String> functions = new TreeSet<>();

    private DeclaredGrants() {}

    static DeclaredGrants read() {
        DeclaredGrants grants = new DeclaredGrants();
        text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split(" ", -1)))
                .forEach(grants::add);
        return grants;
    }

    private void add(List<String> line) {
        String role = line.get(0);
        String rights = line.get(1);
        for (String name : line.subList(3, line.size())) {
            String grant = role + " " + line.get(2) + "." + name;
            switch (rights) {
                case "X" -> functions.add(grant);
                case "C" -> columns.add(grant);
                default -> {
                    if (tables.put(grant, rights) != null) {
                        throw new IllegalArgumentException("declared twice: " + grant);
                    }
                }
            }
        }
    }

    /**
     * Letters of S, I, U, D in this order; empty for a partition and for what is declared nowhere.
     */
    String rights(String role, String schema, String table, boolean partition) {
        String rights =
                tables.getOrDefault(
                        role + " " + schema + "." + table,
                        tables.getOrDefault(role + " " + schema + ".*", "-"));
        return partition || rights.equals("-") ? "" : rights;
    }

    /** As {@code role schema.table.column}. */
    Set<String> columns() {
        return Set.copyOf(columns);
    }

    /** As {@code role schema.function}. */
    Set<String> functions() {
        return Set.copyOf(functions);
    }

    /** Tables that a line names, without its role; a wildcard names none. */
    Set<String> tables() {
        return tables.keySet().stream()
                .map(grant -> grant.substring(grant.indexOf(' ') + 1))
                .filter(name -> !name.endsWith("*"))
                .collect(Collectors.toSet());
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(DeclaredGrants.class.getResourceAsStream("grants.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
