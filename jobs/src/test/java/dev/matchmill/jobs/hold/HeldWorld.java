package dev.matchmill.jobs.hold;

import dev.matchmill.migrations.type.HoldSubjectType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An organization with a user, a live posting with one application of a candidate who has a login,
 * and an archived posting with an archived application of the same candidate. All ids are equal but
 * those of the archive, which are higher by 500,000. Everything was due on 2027-02-01.
 */
record HeldWorld(long id) {

    static final long ARCHIVED = 500_000;

    private static final AtomicLong NEXT = new AtomicLong(1_000_000);

    private static final String ROWS =
            """
            INSERT INTO organizations (id, name) VALUES (:id, 'Works ' || :id);
            INSERT INTO users (id, organization_id, email, full_name, role, retention_until)
            VALUES (:id, :id, 'u' || :id || '@example.org', 'Una', 'recruiter', '2027-02-01');
            INSERT INTO users (id, email, full_name, role, retention_until)
            VALUES (:id + 500000, 'c' || :id || '@example.org', 'Cara', 'candidate', '2027-02-01');
            INSERT INTO jobs (id, organization_id, external_ref, title, description, status, posted_at,
                              retention_until)
            VALUES (:id, :id, 'REF-' || :id, 'Engineer', 'Builds', 'open', now(), '2027-02-01');
            INSERT INTO candidates (id, user_id, email, full_name, retention_until)
            VALUES (:id, :id + 500000, 'c' || :id || '@example.org', 'Cara', '2027-02-01');
            INSERT INTO applications
                (id, job_id, organization_id, candidate_id, candidate_email, retention_until)
            VALUES (:id, :id, :id, :id, 'c' || :id || '@example.org', '2027-02-01');
            INSERT INTO archive.jobs
                (job_id, organization_id, title, status, payload, payload_version, payload_sha256)
            VALUES (:id + 500000, :id, 'Old', 'closed', '{}', 1, sha256('x'));
            INSERT INTO archive.applications
                (application_id, applied_at, organization_id, job_id, candidate_id,
                 candidate_fingerprint, status, status_changed_at, payload, payload_version,
                 payload_sha256, retention_until)
            VALUES (:id + 500000, '2024-01-01Z', :id, :id + 500000, :id,
                    sha256(('f' || :id)::bytea), 'rejected', '2024-02-01Z', '{}', 1, sha256('x'),
                    '2027-02-01');
            """;

    private static final String CHILDREN =
            """
            INSERT INTO files (id, organization_id, candidate_id, kind, original_name,
                               storage_backend, storage_key, mime_type, size_bytes, content_sha256,
                               retention_until)
            VALUES (:id, NULL, :id, 'resume', 'c.pdf', 'filesystem', 'k' || :id, 'application/pdf',
                    3, sha256('c'), '2027-02-01');
            INSERT INTO messages (id, organization_id, application_id, channel, direction, body,
                                  retention_until)
            VALUES (:id, :id, :id, 'email', 'inbound', 'b', '2027-02-01');
            INSERT INTO offers (id, application_id, job_id, organization_id, candidate_id,
                                offer_amount, retention_until)
            VALUES (:id, :id, :id, :id, :id, 5, '2027-02-01');
            INSERT INTO background_checks (id, organization_id, application_id, retention_until)
            VALUES (:id, :id, :id, '2027-02-01');
            INSERT INTO interviews (id, application_id, job_id, organization_id, interview_type,
                                    title, scheduled_start, scheduled_end)
            VALUES (:id, :id, :id, :id, 'panel', 't', '2026-01-01 10:00Z', '2026-01-01 11:00Z');
            INSERT INTO interview_recordings (id, interview_id, recording_type, retention_until)
            VALUES (:id, :id, 'audio', '2027-02-01');
            """;

    private static final List<String> TABLES =
            List.of(
                    "users WHERE id IN (:id, :id + 500000)",
                    "candidates WHERE id = :id",
                    "jobs WHERE id = :id",
                    "applications WHERE id = :id",
                    "archive.applications WHERE application_id = :id + 500000",
                    "files WHERE id = :id",
                    "messages WHERE id = :id",
                    "offers WHERE id = :id",
                    "background_checks WHERE id = :id",
                    "interview_recordings WHERE id = :id");

    static HeldWorld fresh() {
        HeldWorld world = new HeldWorld(NEXT.incrementAndGet());
        world.execute(ROWS);
        return world;
    }

    /** With a message, a file, an offer, a check and a recording of the application. */
    static HeldWorld withChildren() {
        HeldWorld world = fresh();
        world.execute(CHILDREN);
        return world;
    }

    /** Runs statements in which {@code :id} stands for the world's number. */
    void execute(String sql) {
        HoldDatabase.get().owner().sql(sql.replace(":id", Long.toString(id))).update();
    }

    long count(String from) {
        return owner().sql("SELECT count(*) FROM " + from.replace(":id", Long.toString(id)))
                .query(Long.class)
                .single();
    }

    String text(String sql) {
        return owner().sql(sql.replace(":id", Long.toString(id))).query(String.class).single();
    }

    /** The tables in which a row of this world still has its last day. */
    List<String> due() {
        return TABLES.stream()
                .filter(table -> count(table + " AND retention_until IS NOT NULL") > 0)
                .map(table -> table.substring(0, table.indexOf(' ')))
                .toList();
    }

    /** An order on parts of this world, such as {@code candidate:}; its number is put behind. */
    HoldOrder order(String... kinds) {
        return new HoldOrder(
                "case " + id,
                "suit",
                Optional.empty(),
                List.of(kinds).stream().map(this::reference).toList(),
                Optional.of(LocalDate.of(2027, 6, 1)));
    }

    SubjectReference reference(String kind) {
        return SubjectReference.parse(kind.endsWith(":") ? kind + id : kind).orElseThrow();
    }

    HoldSubject subject(HoldSubjectType type) {
        return new HoldSubject(type, id);
    }

    PlaceHold.End place(HoldOrder order) {
        return new PlaceHold(writes("hold place")).place(order);
    }

    /** Places a hold on parts of this world and returns its id. */
    long hold(String... kinds) {
        return ((PlaceHold.End.Placed) place(order(kinds))).id();
    }

    /** As {@link #hold}, under another name. */
    long hold2(String... kinds) {
        HoldOrder order = order(kinds);
        HoldOrder second =
                new HoldOrder(
                        "second " + id,
                        order.reason(),
                        order.organization(),
                        order.subjects(),
                        order.review());
        return ((PlaceHold.End.Placed) place(second)).id();
    }

    ReleaseHold.End release(long hold) {
        return new ReleaseHold(writes("hold release")).release(hold, " settled ");
    }

    HoldWrites writes(String command) {
        return HoldDatabase.get().writes(command, Optional.of(id), Duration.ofSeconds(20));
    }

    private static JdbcClient owner() {
        return HoldDatabase.get().owner();
    }
}
