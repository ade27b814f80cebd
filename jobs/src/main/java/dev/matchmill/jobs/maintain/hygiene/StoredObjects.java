package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.EndingWrites;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.jobs.subject.Removal;
import dev.matchmill.jobs.subject.StoredObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes the stored objects of files that were deleted 30 days ago, and at once those that the
 * erasure of a person could not remove or died before removing; the row stays and says when. The
 * object goes first: a run that dies in between removes it once more, which changes nothing. Only
 * objects in the folder of originals are ours to remove.
 *
 * @param guard keeps documents from being read while objects go, since the same one may come back
 */
public record StoredObjects(Guard guard) {

    static final String HELD =
            """
            d.candidate_id IN (SELECT candidate_id FROM compliance.held_candidates)
            OR d.organization_id IN (SELECT organization_id FROM compliance.held_organizations)
            """;

    private static final String DUE =
            """
            FROM files d
            WHERE (d.deleted_at < :now - interval '30 days'
                   OR d.deleted_at IS NOT NULL AND d.candidate_id IN (
                       SELECT id FROM candidates WHERE anonymized_at IS NOT NULL))
              AND d.purged_at IS NULL
              AND d.storage_backend = 'filesystem'
              AND d.bucket = ''
            """;

    private static final String COUNT =
            "SELECT count(*)\n" + DUE + " AND (" + HELD + ") IS %s TRUE";

    private static final String PICK =
            "SELECT d.id, d.storage_key\n"
                    + DUE
                    + "  AND ("
                    + HELD
                    + """
                    ) IS NOT TRUE
                    ORDER BY d.id
                    LIMIT 200
                    FOR UPDATE OF d SKIP LOCKED
                    """;

    // The name often tells whose file it was; the key of an erased person's as well.
    private static final String PURGED =
            """
            UPDATE files f
            SET purged_at = :now, original_name = '[purged]',
                storage_key = CASE WHEN EXISTS (
                        SELECT 1 FROM candidates c
                        WHERE c.id = f.candidate_id AND c.anonymized_at IS NOT NULL)
                    THEN 'erased/' || f.id ELSE f.storage_key END
            WHERE id = ANY (:ids)
            """;

    /** Something to hold while objects are removed. */
    @FunctionalInterface
    public interface Guard {

        /** Takes hold, or returns null when documents are being read at the moment. */
        @Nullable AutoCloseable tryHold();
    }

    void purge(RecurringParts parts, Visit visit) {
        visit.affect("stored objects", 0);
        if (count(parts.jdbc(), visit, "NOT") > 0) {
            purgeGuarded(parts, visit);
        }
        visit.hold("stored objects", count(parts.jdbc(), visit, ""));
    }

    void plan(RecurringParts parts, Visit visit) {
        visit.affect("stored objects", count(parts.jdbc(), visit, "NOT"));
        visit.hold("stored objects", count(parts.jdbc(), visit, ""));
    }

    private void purgeGuarded(RecurringParts parts, Visit visit) {
        try (AutoCloseable hold = guard.tryHold()) {
            if (hold == null) {
                visit.postpone("stored objects, since documents are being read");
                return;
            }
            long purged = 1;
            while (purged > 0 && !visit.isOver()) {
                purged = EndingWrites.of(parts).inNew(() -> piece(parts, visit));
                visit.affect("stored objects", purged);
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "the lock of the originals cannot be given back", failure);
        }
    }

    private static long piece(RecurringParts parts, Visit visit) {
        List<StoredObject> due =
                parts.jdbc()
                        .sql(PICK)
                        .param("now", visit.now())
                        .query((row, _) ->
                                new StoredObject(
                                        row.getLong("id"),
                                        "filesystem",
                                        "",
                                        row.getString("storage_key")))
                        .list();
        if (due.isEmpty()) {
            return 0;
        }
        dev.matchmill.jobs.subject.StoredObjects originals =
                new dev.matchmill.jobs.subject.StoredObjects(parts.documents());
        due.forEach(object -> remove(originals, object));
        return parts.jdbc()
                .sql(PURGED)
                .param("now", visit.now())
                .param("ids", due.stream().map(StoredObject::file).toArray(Long[]::new))
                .update();
    }

    private static void remove(
            dev.matchmill.jobs.subject.StoredObjects originals, StoredObject object) {
        switch (originals.remove(object)) {
            case Removal.Removed _ -> {}
            case Removal.Refused(String reason) ->
                    throw new IllegalStateException("a stored object cannot be removed: " + reason);
        }
    }

    private static long count(JdbcClient jdbc, Visit visit, String not) {
        return jdbc.sql(COUNT.formatted(not)).param("now", visit.now()).query(Long.class).single();
    }
}
