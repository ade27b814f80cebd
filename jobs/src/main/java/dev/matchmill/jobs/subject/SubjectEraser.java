package dev.matchmill.jobs.subject;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases a person's rows store by store, in the caller's transaction, as the role of erasure. The
 * caller has called {@code compliance.share_holds()} first; whether somebody is held is asked again
 * here. Doing it twice changes nothing.
 */
public final class SubjectEraser {

    private static final String OBJECTS =
            """
            SELECT id, CAST(storage_backend AS text) AS backend, bucket, storage_key
            FROM files
            WHERE id = ANY (:files)
              AND purged_at IS NULL
            ORDER BY id
            """;

    // A key often tells whose it was; the number keeps it unique.
    private static final String FORGET =
            """
            UPDATE files
            SET purged_at = :now, deleted_at = coalesce(deleted_at, :now),
                storage_key = 'erased/' || id, original_name = '[erased]'
            WHERE id = ANY (:files)
              AND purged_at IS NULL
            """;

    private static final String LEAVES =
            """
            SELECT DISTINCT c.relname
            FROM public.embeddings t
            JOIN pg_class c ON c.oid = t.tableoid
            WHERE
            """;

    private static final String VECTORS = "public.embeddings";

    private final JdbcClient jdbc;
    private final Inventory inventory;

    /**
     * @param jdbc as the role of erasure
     */
    public SubjectEraser(JdbcClient jdbc, Inventory inventory) {
        this.jdbc = jdbc;
        this.inventory = inventory;
    }

    /** What an erasure would do; changes nothing. */
    public ErasurePlan plan(Subject subject) {
        List<String> held = SubjectHolds.of(jdbc, subject);
        Map<String, Object> values = subject.parameters();
        List<StorePlan> stores = new ArrayList<>();
        for (StoreWork work : Classifications.work(jdbc, inventory)) {
            long rows = count(work.count(), values);
            stores.add(
                    new StorePlan(
                            work.store().schema(),
                            work.store().table(),
                            work.action(),
                            rows,
                            held.isEmpty() ? 0 : rows));
        }
        return new ErasurePlan(stores, objects(subject.files()), held);
    }

    /**
     * Erases every row that belongs to the subject, or nothing.
     *
     * @param now written where a table says when a person's data went
     */
    public Erasure erase(Subject subject, Instant now) {
        List<String> held = SubjectHolds.of(jdbc, subject);
        if (!held.isEmpty()) {
            return new Erasure.Held(held);
        }
        Map<String, Object> values = subject.parameters();
        values.put("now", now.atOffset(ZoneOffset.UTC));
        List<StoreErasure> stores = new ArrayList<>();
        SortedSet<String> leaves = new TreeSet<>();
        for (StoreWork work : Classifications.work(jdbc, inventory)) {
            if (work.store().name().equals(VECTORS)) {
                leaves.addAll(leaves(work, values));
            }
            stores.add(erase(work, values));
        }
        return new Erasure.Erased(stores, objects(subject.files()), leaves);
    }

    /**
     * Of these rows of {@code files} the objects that are still in storage, in the order of the
     * numbers: for a caller that comes back after a removal was refused.
     */
    public List<StoredObject> objects(Collection<Long> files) {
        return jdbc.sql(OBJECTS)
                .param("files", files.toArray(Long[]::new))
                .query((row, _) ->
                        new StoredObject(
                                row.getLong("id"),
                                row.getString("backend"),
                                row.getString("bucket"),
                                row.getString("storage_key")))
                .list();
    }

    /**
     * Notes that these objects are gone from storage: their rows forget where they lay. To be
     * called in a transaction after {@link StoredObjects#remove}.
     *
     * @return how many rows were changed
     */
    public int forget(Collection<StoredObject> removed, Instant now) {
        return jdbc.sql(FORGET)
                .param("files", removed.stream().map(StoredObject::file).toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private StoreErasure erase(StoreWork work, Map<String, Object> values) {
        long affected = 0;
        long residual = 0;
        if (work.changes()) {
            affected = jdbc.sql(work.erase()).params(values).update();
            residual = count(work.residual(), values);
        }
        return new StoreErasure(
                work.store().schema(), work.store().table(), work.action(), affected, residual);
    }

    private List<String> leaves(StoreWork work, Map<String, Object> values) {
        return jdbc.sql(LEAVES + work.store().rows()).params(values).query(String.class).list();
    }

    private long count(String sql, Map<String, Object> values) {
        return jdbc.sql(sql).params(values).query(Long.class).single();
    }
}
