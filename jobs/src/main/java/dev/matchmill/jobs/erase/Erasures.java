package dev.matchmill.jobs.erase;

import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.jobs.subject.Erasure;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.StoreErasure;
import dev.matchmill.jobs.subject.StoredObject;
import dev.matchmill.jobs.subject.StoredObjects;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.SubjectMarkers;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.jobs.subject.SuppressionKey;
import dev.matchmill.migrations.type.SubjectRequestStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The first part of an erasure: all rows in one transaction, with what remains to be done noted in
 * it. From its commit on there is no way back, and each later run finds what is left. Rows come
 * before stored objects: a file without its row is found and removed, a row without its file would
 * be a person half erased when a hold or a failure came between.
 */
final class Erasures {

    private static final String BEGIN =
            """
            UPDATE compliance.data_subject_requests
            SET status = 'in_progress', started_at = :now, contact_email = NULL
            WHERE id = :id
            """;

    private static final String BLOCK =
            """
            UPDATE compliance.data_subject_requests
            SET status = 'blocked_by_hold'
            WHERE id = :id
              AND status = 'approved'
            """;

    private final Parts parts;
    private final Requests requests;
    private final ErasureTasks tasks;
    private final RequestSubjects subjects;
    private final PersonSuppressions suppressions;
    private final StoredMarkers markers;
    private final SubjectEraser eraser;

    Erasures(Parts parts) {
        this.parts = parts;
        JdbcClient jdbc = parts.jdbc();
        this.requests = new Requests(jdbc);
        this.tasks = new ErasureTasks(jdbc);
        this.subjects =
                new RequestSubjects(
                        new Subjects(jdbc, parts.inventory(), parts.fingerprint()).locking(),
                        requests);
        this.suppressions = new PersonSuppressions(jdbc, parts.fingerprint());
        this.markers = new StoredMarkers(jdbc, parts.cipher());
        this.eraser = new SubjectEraser(jdbc, parts.inventory());
    }

    /**
     * What erasures are made of.
     *
     * @param commit as the role of erasure
     * @param jdbc as the role of erasure
     * @param objects the folder of the originals
     * @param cipher opened on first use
     */
    record Parts(
            Commit commit,
            JdbcClient jdbc,
            Inventory inventory,
            SubjectFingerprint fingerprint,
            StoredObjects objects,
            Supplier<FieldCipher> cipher,
            Supplier<Certificates.Issuer> issuer) {}

    /** Undoes what was done for one view of the person when another one is held. */
    private static final class HeldException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> by;

        HeldException(List<String> by) {
            super("held", null, false, false);
            this.by = by;
        }
    }

    /** Whether the rows are gone; else why not. */
    sealed interface Begun {

        /** They are, now or since an earlier run. */
        record Yes() implements Begun {}

        record No(Progress why) implements Begun {}
    }

    /** Erases the rows, unless that was done. */
    Begun begin(long id, Instant now) {
        try {
            return parts.commit().inNew(() -> erase(id, now));
        } catch (HeldException held) {
            parts.commit().inNew(() -> block(id));
            return new Begun.No(new Progress.Blocked(held.by));
        }
    }

    private Begun erase(long id, Instant now) {
        parts.jdbc().sql("SELECT compliance.share_holds()").query().singleRow();
        SubjectRequest request = requests.lock(id).orElseThrow();
        if (request.status() == SubjectRequestStatus.IN_PROGRESS) {
            return new Begun.Yes();
        }
        if (!RequestStep.BEGIN.isAllowedFrom(request.status())) {
            return new Begun.No(new Progress.Gone());
        }
        List<Subject> views = subjects.of(request);
        Set<SuppressionKey> keys = new LinkedHashSet<>();
        List<SubjectMarkers> known = new ArrayList<>();
        views.forEach(view -> {
            keys.addAll(suppressions.keys(view));
            known.add(SubjectMarkers.of(parts.jdbc(), view));
        });
        List<StoreErasure> stores = new ArrayList<>();
        Set<StoredObject> objects = new LinkedHashSet<>();
        SortedSet<String> leaves = new TreeSet<>();
        for (Subject view : views) {
            switch (eraser.erase(view, now)) {
                case Erasure.Held held -> throw new HeldException(held.by());
                case Erasure.Erased erased -> {
                    stores.addAll(erased.stores());
                    objects.addAll(erased.objects());
                    leaves.addAll(erased.leaves());
                }
            }
        }
        suppressions.insert(request, requests.fingerprint(request), keys, now);
        parts.jdbc().sql(BEGIN).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update();
        markers.keep(id, markers.own(StoredMarkers.union(known)));
        note(id, stores, objects, leaves, now);
        return new Begun.Yes();
    }

    private void block(long id) {
        parts.jdbc().sql(BLOCK).param("id", id).update();
    }

    private void note(
            long id,
            List<StoreErasure> stores,
            Set<StoredObject> objects,
            SortedSet<String> leaves,
            Instant now) {
        for (StoreErasure store : StoreSums.of(stores)) {
            tasks.addTable(
                    id,
                    store.schema(),
                    store.table(),
                    store.action().label(),
                    store.affected(),
                    now);
        }
        int number = 0;
        for (StoredObject object : objects) {
            number++;
            tasks.addObject(id, number, object, now);
        }
        leaves.forEach(leaf -> tasks.addLeaf(id, leaf, now));
    }
}
