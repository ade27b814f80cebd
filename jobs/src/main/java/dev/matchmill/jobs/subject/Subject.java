package dev.matchmill.jobs.subject;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whose data is meant, as the keys by which rows belong to the person. Resolved once, before
 * anything is erased: afterwards most of them lead nowhere.
 *
 * @param extent how much of it
 * @param keys ids by the name that the inventory gives them; those without any are empty sets
 * @param items what the ledger of ingestion knows of the person
 * @param addresses normalized addresses of the person; never logged
 * @param fingerprints keyed fingerprints of the addresses, in their order
 */
public record Subject(
        Extent extent,
        Map<String, SortedSet<Long>> keys,
        List<Item> items,
        SortedSet<String> addresses,
        List<byte[]> fingerprints) {

    public Subject {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        items = List.copyOf(items);
        addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
        fingerprints = List.copyOf(fingerprints);
    }

    /**
     * One line of the ledger of ingestion.
     *
     * @param id row of {@code pipeline.source_records}
     * @param source row of {@code pipeline.ingestion_sources}
     * @param externalId path or key in the source; often holds a name, never logged
     */
    public record Item(long id, long source, String externalId) {

        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }

    /** Rows of {@code candidates} whose profile goes, merged duplicates included. */
    public SortedSet<Long> candidates() {
        return key("candidates");
    }

    /** Rows of {@code candidates} of the person, whether their profile goes or not. */
    public SortedSet<Long> persons() {
        return key("persons");
    }

    /** Live applications within the extent, linked or not. */
    public SortedSet<Long> applications() {
        return key("applications");
    }

    /** Archived applications within the extent. */
    public SortedSet<Long> archived() {
        return key("archived");
    }

    /** The person's own logins, only together with the profile; never staff. */
    public SortedSet<Long> users() {
        return key("users");
    }

    /** Stored files that nobody else's row refers to. */
    public SortedSet<Long> files() {
        return key("files");
    }

    /** Whether nothing that is kept leads to the person. */
    public boolean isEmpty() {
        return items.isEmpty() && keys.values().stream().allMatch(Set::isEmpty);
    }

    /** Ids only: a subject may be logged. */
    @Override
    public String toString() {
        return "Subject[candidates=%s, applications=%s, archived=%s]"
                .formatted(persons(), applications(), archived());
    }

    /** The named parameters of the inventory's conditions. */
    Map<String, Object> parameters() {
        Map<String, Object> values = SubjectParameters.of(extent, addresses, fingerprints);
        keys.forEach((name, ids) -> values.put(name, ids.toArray(Long[]::new)));
        boolean isWhole = extent instanceof Extent.Platform || !candidates().isEmpty();
        // Rows that no organization owns follow the profile.
        values.put("emails", isWhole ? addresses.toArray(String[]::new) : new String[0]);
        values.put("records", items.stream().map(Item::id).toArray(Long[]::new));
        values.put("sources", items.stream().map(Item::source).toArray(Long[]::new));
        values.put("externals", items.stream().map(Item::externalId).toArray(String[]::new));
        return values;
    }

    private SortedSet<Long> key(String name) {
        return keys.getOrDefault(name, Collections.emptyNavigableSet());
    }
}
