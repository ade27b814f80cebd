package dev.matchmill.jobs.subject;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One search for a subject: the inventory's keys, one after the other. */
final class SubjectSearch {

    private static final Map<String, String> LOCKED =
            Map.of(
                    "persons",
                    "SELECT id FROM candidates WHERE id = ANY (:ids) ORDER BY id FOR UPDATE",
                    "applications",
                    "SELECT id FROM applications WHERE id = ANY (:ids) ORDER BY id FOR UPDATE");

    private final Extent extent;
    private final JdbcClient jdbc;
    private final Inventory inventory;
    private final SubjectFingerprint fingerprint;
    private final boolean isLocking;

    SubjectSearch(
            Extent extent,
            JdbcClient jdbc,
            Inventory inventory,
            SubjectFingerprint fingerprint,
            boolean isLocking) {
        this.extent = extent;
        this.jdbc = jdbc;
        this.inventory = inventory;
        this.fingerprint = fingerprint;
        this.isLocking = isLocking;
    }

    /**
     * Finds everything from what is given.
     *
     * @param candidates rows of {@code candidates}
     * @param asked applications, live or archived
     * @param given normalized addresses
     */
    Subject find(Set<Long> candidates, Set<Long> asked, Set<String> given) {
        SortedSet<String> addresses = new TreeSet<>(given);
        Map<String, Object> values =
                SubjectParameters.of(extent, addresses, fingerprints(addresses));
        values.put("given", array(candidates));
        values.put("asked", array(asked));
        values.put("emails", new String[0]);
        Map<String, SortedSet<Long>> keys = new LinkedHashMap<>();
        for (Inventory.Key key : inventory.keys()) {
            SortedSet<Long> ids = new TreeSet<>(ids(key, values));
            keys.put(key.name(), ids);
            values.put(key.name(), array(ids));
            if (key.name().equals("persons")) {
                addresses.addAll(addresses(values));
                values.putAll(SubjectParameters.of(extent, addresses, fingerprints(addresses)));
            }
        }
        return new Subject(extent, keys, items(values), addresses, fingerprints(addresses));
    }

    private List<Long> ids(Inventory.Key key, Map<String, Object> values) {
        List<Long> ids = jdbc.sql(key.sql()).params(values).query(Long.class).list();
        String lock = LOCKED.get(key.name());
        if (isLocking && lock != null) {
            jdbc.sql(lock).param("ids", array(ids)).query(Long.class).list();
        }
        return ids;
    }

    private List<String> addresses(Map<String, Object> values) {
        return jdbc.sql(inventory.query("addresses")).params(values).query(String.class).list();
    }

    private List<Subject.Item> items(Map<String, Object> values) {
        return jdbc.sql(inventory.query("items") + " ORDER BY 1")
                .params(values)
                .query((row, _) ->
                        new Subject.Item(row.getLong(1), row.getLong(2), row.getString(3)))
                .list();
    }

    private List<byte[]> fingerprints(SortedSet<String> addresses) {
        return addresses.stream().map(fingerprint::fingerprint).toList();
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}
