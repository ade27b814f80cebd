package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.erase.ErasureTasks.Task;
import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.jobs.subject.Removal;
import dev.matchmill.jobs.subject.ResidualScan;
import dev.matchmill.jobs.subject.Residue;
import dev.matchmill.jobs.subject.StoredObject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectMarkers;
import dev.matchmill.migrations.type.SubjectRequestStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The second part of an erasure, after the rows are gone: stored objects one by one, vectors out of
 * the graph of their index, the scan, and last the proof. What is done is noted at once; what was
 * refused is tried again by each run, and as long as anything is left the request is not completed.
 */
final class FinishErasure {

    private static final String COMPLETE =
            """
            UPDATE compliance.data_subject_requests
            SET status = 'completed', completed_at = :now, contact_email = NULL, markers_enc = NULL,
                encryption_key_id = NULL
            WHERE id = :id
            """;

    private static final String IN_USE_AGAIN =
            """
            SELECT EXISTS (
                SELECT 1
                FROM files
                WHERE CAST(storage_backend AS text) = :backend
                  AND bucket = :bucket
                  AND storage_key = :key
                  AND deleted_at IS NULL
                  AND purged_at IS NULL)
            """;

    private static final String RECORD =
            "SELECT compliance.record_act('erase', 'compliance', 'data_subject_requests', :id)";

    private final Erasures.Parts parts;
    private final Vacuum vacuum;
    private final Requests requests;
    private final ErasureTasks tasks;

    FinishErasure(Erasures.Parts parts, Vacuum vacuum) {
        this.parts = parts;
        this.vacuum = vacuum;
        this.requests = new Requests(parts.jdbc());
        this.tasks = new ErasureTasks(parts.jdbc());
    }

    /** How tables of vectors are vacuumed, which is their owner's. */
    @FunctionalInterface
    interface Vacuum {

        /** Those that could not be done now. */
        SortedSet<String> leaves(Collection<String> leaves) throws SQLException;
    }

    /** Does what is left. */
    Progress finish(long id, Instant now) throws SQLException {
        removeObjects(id, now);
        vacuumLeaves(id, now);
        List<String> left = left(id);
        if (!left.isEmpty()) {
            return new Progress.Incomplete(left);
        }
        Optional<SubjectMarkers> markers = new StoredMarkers(parts.jdbc(), parts.cipher()).read(id);
        if (markers.isEmpty()) {
            return new Progress.Incomplete(List.of("what to scan for can't be read any more"));
        }
        List<Residue> residue = new ResidualScan(parts.jdbc()).find(markers.get());
        List<Residue> certain = residue.stream().filter(Residue::certain).toList();
        // Who has applied again since is known again, and rightly.
        if (!certain.isEmpty() && !requests.hasComeBack(id)) {
            blame(id, certain);
            return new Progress.Incomplete(certain.stream().map(Residue::column).toList());
        }
        List<String> names = residue.stream().map(Residue::column).toList();
        return parts.commit().inNew(() -> complete(id, names, now));
    }

    private void removeObjects(long id, Instant now) {
        SubjectEraser eraser = new SubjectEraser(parts.jdbc(), parts.inventory());
        for (Task task : open(id)) {
            StoredObject object = task.object();
            if (object == null) {
                continue;
            }
            if (isInUseAgain(object)) {
                // The same bytes came with a new application: they are its original now.
                parts.commit().inNew(() -> tasks.done(List.of(task.id()), now));
                continue;
            }
            CrashPoint.BEFORE_OBJECT.reached();
            switch (parts.objects().remove(object)) {
                case Removal.Removed _ -> {
                    CrashPoint.AFTER_OBJECT.reached();
                    parts.commit()
                            .inNew(() -> {
                                eraser.forget(List.of(object), now);
                                tasks.done(List.of(task.id()), now);
                            });
                }
                case Removal.Refused(String reason) -> fail(task, reason);
            }
        }
    }

    private boolean isInUseAgain(StoredObject object) {
        return parts.jdbc()
                .sql(IN_USE_AGAIN)
                .param("backend", object.backend())
                .param("bucket", object.bucket())
                .param("key", object.key())
                .query(Boolean.class)
                .single();
    }

    private void vacuumLeaves(long id, Instant now) throws SQLException {
        List<Task> waiting =
                open(id).stream()
                        .filter(task -> task.store().equals(ErasureTasks.VECTORS))
                        .toList();
        if (waiting.isEmpty()) {
            return;
        }
        SortedSet<String> left = vacuum.leaves(waiting.stream().map(Task::table).toList());
        List<Long> done =
                waiting.stream()
                        .filter(task -> !left.contains(task.table()))
                        .map(Task::id)
                        .toList();
        parts.commit().inNew(() -> tasks.done(done, now));
        waiting.stream()
                .filter(task -> left.contains(task.table()))
                .forEach(task -> fail(task, "somebody held the table"));
    }

    private Progress complete(long id, List<String> names, Instant now) {
        SubjectRequest request = requests.lock(id).orElseThrow();
        if (request.status() != SubjectRequestStatus.IN_PROGRESS) {
            return new Progress.Gone();
        }
        ErasureLedger ledger = new ErasureLedger(parts.jdbc());
        List<Task> all = tasks.of(id);
        long rows = 0;
        for (Task task : all) {
            if (isTable(task)) {
                ledger.append(
                        request,
                        task.store(),
                        task.schema(),
                        task.table(),
                        task.action(),
                        task.rows(),
                        now);
                rows += task.rows();
            }
        }
        long objects = all.stream().filter(it -> it.store().equals(ErasureTasks.OBJECTS)).count();
        // Always: a request about which nothing is kept has its entry, too.
        ledger.append(request, ErasureTasks.OBJECTS, "", "", "delete_row", objects, now);
        tasks.done(all.stream().map(Task::id).toList(), now);
        parts.jdbc()
                .sql(COMPLETE)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        parts.jdbc().sql(RECORD).param("id", id).query().singleRow();
        new Certificates(parts.jdbc()).issue(request, parts.issuer().get(), now);
        return new Progress.Completed(rows, objects, names);
    }

    // What the scan found belongs to the task of its table.
    private void blame(long id, List<Residue> found) {
        parts.commit()
                .inNew(() -> {
                    for (Task task : tasks.of(id)) {
                        String table = task.schema() + "." + task.table() + ".";
                        List<Residue> here =
                                found.stream().filter(it -> it.column().startsWith(table)).toList();
                        if (isTable(task) && !here.isEmpty()) {
                            tasks.failed(
                                    task.id(),
                                    "found in "
                                            + String.join(
                                                    ", ",
                                                    here.stream().map(Residue::column).toList()),
                                    here.stream().mapToLong(Residue::rows).sum());
                        }
                    }
                });
    }

    private List<String> left(long id) {
        List<String> left = new ArrayList<>();
        for (Task task : open(id)) {
            if (!isTable(task)) {
                left.add(
                        task.object() == null
                                ? task.store() + " " + task.table()
                                : task.store() + " file " + task.object().file());
            }
        }
        return left;
    }

    private List<Task> open(long id) {
        return tasks.of(id).stream().filter(task -> !task.isDone()).toList();
    }

    private static boolean isTable(Task task) {
        return task.store().equals(ErasureTasks.DATABASE)
                || task.store().equals(ErasureTasks.ARCHIVE);
    }

    private void fail(Task task, String why) {
        parts.commit().inNew(() -> tasks.failed(task.id(), why, null));
    }
}
