package dev.matchmill.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** People go on writing notes and approving offers while their applications are archived. */
class ConcurrentWriterIT {

    private static final int APPLICATIONS = 300;

    private static final String MANY =
            """
            INSERT INTO applications
                (id, job_id, organization_id, candidate_email, status, status_changed_at,
                 rejection_reason, archived_at)
            SELECT i, job_id, organization_id, 'x' || i || '@example.org', 'rejected',
                   status_changed_at, 'other', archived_at
            FROM applications CROSS JOIN generate_series(1, %1$d) i;
            INSERT INTO offers
                (id, application_id, job_id, organization_id, candidate_id, offer_amount)
            SELECT id, id, job_id, organization_id, (SELECT min(id) FROM candidates), 1 FROM applications WHERE id <= %1$d;
            DELETE FROM application_notes;
            DELETE FROM offer_approvals;
            """
                    .formatted(APPLICATIONS);

    private static final String NOTE =
            "INSERT INTO application_notes (application_id, body) VALUES (:id, 'n')";

    private static final String APPROVAL =
            "INSERT INTO offer_approvals (offer_id, step_no, requested_at) VALUES (:id, 1, now())";

    @Test
    void j20_loses_nothing_that_is_written_below_an_application_meanwhile() throws Exception {
        try (ArchiveFixture archive = new ArchiveFixture();
                ExecutorService writers = Executors.newFixedThreadPool(2)) {
            archive.execute(MANY);
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> notes = writers.submit(() -> write(archive, NOTE, done));
            Future<Integer> approvals = writers.submit(() -> write(archive, APPROVAL, done));
            Move move = new Move(DueRows.applications(), Catalogue.read(archive.jdbc), _ -> "");
            while (archive.count("applications") > 0) {
                archive.transactions.inNew(
                        () -> move.next(archive.jdbc, Move.Place.START, ArchiveFixture.NOW, 5));
            }
            done.set(true);

            assertThat(kept(archive, "application_notes")).isEqualTo(notes.get().longValue());
            assertThat(kept(archive, "offer_approvals")).isEqualTo(approvals.get().longValue());
            assertThat(notes.get() + approvals.get()).isPositive();
            assertThat(archive.count("archive.applications")).isEqualTo(APPLICATIONS + 1);
        }
    }

    private static int write(ArchiveFixture archive, String insert, AtomicBoolean done) {
        Random random = new Random(7);
        int written = 0;
        while (!done.get()) {
            try {
                written +=
                        archive.jdbc
                                .sql(insert)
                                .param("id", random.nextInt(1, APPLICATIONS))
                                .update();
            } catch (DataIntegrityViolationException left) {
                // It was archived before: the writer is told, and nothing is stored.
            }
        }
        return written;
    }

    private static long kept(ArchiveFixture archive, String table) {
        String kept =
                """
                SELECT (SELECT count(*) FROM %1$s)
                       + coalesce((SELECT sum(jsonb_array_length(payload -> 'tables' -> '%1$s'))
                                   FROM archive.applications), 0)
                """
                        .formatted(table);
        return archive.jdbc.sql(kept).query(Long.class).single();
    }
}
