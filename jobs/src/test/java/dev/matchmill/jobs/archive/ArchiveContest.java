package dev.matchmill.jobs.archive;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.TestDatabase;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The same due applications, moved to the archive by the program and by what one would type. */
public final class ArchiveContest implements AutoCloseable {

    private static final int PIECE = 500;

    // Two notes and two stages each, an answer each, an interview with feedback for every fourth.
    private static String rows(int applications) {
        return """
        INSERT INTO organizations (id, name) VALUES (1, 'Harbour Works');
        INSERT INTO users (id, organization_id, email, full_name, role)
        VALUES (1, 1, 'u@example.org', 'U', 'recruiter');
        INSERT INTO jobs (id, organization_id, title, description, status, posted_at)
        VALUES (1, 1, 'Engineer', 'Builds', 'open', now());
        INSERT INTO screening_questions (id, job_id, title, question_type)
        VALUES (1, 1, 'Why?', 'short_text');
        INSERT INTO applications
            (id, job_id, organization_id, candidate_email, status, status_changed_at,
             rejection_reason, archived_at, cover_letter_text)
        SELECT i, 1, 1, 'x' || i || '@example.org', 'rejected', now() - interval '2 years',
               'other', now() - interval '1 year', repeat('I have built many things. ', 20)
        FROM generate_series(1, %1$d) i;
        INSERT INTO application_notes (application_id, body)
        SELECT i, 'a note on the talk ' || k
        FROM generate_series(1, %1$d) i CROSS JOIN generate_series(1, 2) k;
        INSERT INTO application_stage_history
            (application_id, stage_name, stage_type, status, entered_at, exited_at)
        SELECT i, 'Stage ' || k, 'screening', 'rejected', now() - k * interval '1 day', now()
        FROM generate_series(1, %1$d) i CROSS JOIN generate_series(1, 2) k;
        INSERT INTO screening_answers (application_id, question_id, answer_text)
        SELECT i, 1, 'Because.' FROM generate_series(1, %1$d) i;
        INSERT INTO interviews
            (id, application_id, job_id, organization_id, interview_type, title,
             scheduled_start, scheduled_end)
        SELECT i, i, 1, 1, 'phone_screen', 'Talk', now(), now() + interval '1 hour'
        FROM generate_series(4, %1$d, 4) i;
        INSERT INTO interview_feedback (interview_id, interviewer_user_id, rating)
        SELECT i, 1, 3 FROM generate_series(4, %1$d, 4) i;
        """
                .formatted(applications);
    }

    private static final String BY_HAND =
            """
            INSERT INTO archive.applications
                (application_id, applied_at, organization_id, job_id, candidate_id, status,
                 status_changed_at, payload, payload_version, payload_sha256)
            SELECT a.id, a.applied_at, a.organization_id, a.job_id, a.candidate_id, a.status,
                   a.status_changed_at, p.payload, 1,
                   sha256(convert_to(p.payload::text, 'UTF8'))
            FROM applications a
            CROSS JOIN LATERAL (SELECT jsonb_build_object('tables', jsonb_build_object(
              'applications', jsonb_build_array(to_jsonb(a)),
              'application_notes', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM application_notes x WHERE x.application_id = a.id),
              'application_stage_history', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM application_stage_history x WHERE x.application_id = a.id),
              'screening_answers', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM screening_answers x WHERE x.application_id = a.id),
              'ai_evaluations', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM ai_evaluations x WHERE x.application_id = a.id),
              'interviews', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM interviews x WHERE x.application_id = a.id),
              'interview_feedback', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM interview_feedback x JOIN interviews i ON i.id = x.interview_id
                 WHERE i.application_id = a.id),
              'interview_recordings', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM interview_recordings x JOIN interviews i ON i.id = x.interview_id
                 WHERE i.application_id = a.id),
              'offers', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                 FROM offers x WHERE x.application_id = a.id))) AS payload) p
            WHERE a.archived_at IS NOT NULL
              AND a.status_changed_at < now() - interval '12 months'
              AND NOT EXISTS (SELECT 1 FROM background_checks b WHERE b.application_id = a.id)
            """;

    private static final String DELETE =
            """
            DELETE FROM applications a
            USING archive.applications b
            WHERE a.id = b.application_id
            """;

    private static final String CONTENT =
            """
            SELECT md5(string_agg(line, '|' ORDER BY line))
            FROM (SELECT concat_ws('/', a.application_id, t.key, r.value ->> 'id',
                                   r.value ->> 'body', r.value ->> 'rating',
                                   r.value ->> 'answer_text') AS line
                  FROM archive.applications a
                  CROSS JOIN LATERAL jsonb_each(a.payload -> 'tables') t
                  CROSS JOIN LATERAL jsonb_array_elements(
                      CASE jsonb_typeof(t.value) WHEN 'array' THEN t.value ELSE '[]' END) r) l
            """;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Transactions transactions =
            new Transactions(new JdbcTransactionManager(database.dataSource()));

    public ArchiveContest(int applications) {
        jdbc.sql(rows(applications)).update();
        jdbc.sql("VACUUM ANALYZE").update();
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** As J20 does, in pieces that commit on their own; holds are asked for, rows locked. */
    public void byProgram() {
        Move move = new Move(DueRows.applications(), Catalogue.read(jdbc), _ -> "ab".repeat(32));
        OffsetDateTime now = Clock.systemUTC().instant().atOffset(ZoneOffset.UTC);
        Move.Place after = Move.Place.START;
        Move.Piece piece;
        do {
            Move.Place from = after;
            piece = transactions.inNew(() -> move.next(jdbc, from, now, PIECE));
            after = piece.after();
        } while (piece.picked() > 0);
    }

    /** One statement into the archive and one DELETE, in one transaction; children cascade. */
    public void byHand() {
        transactions.inNew(() -> {
            jdbc.sql(BY_HAND).update();
            return jdbc.sql(DELETE).update();
        });
    }

    /** What lies in the archive, whoever moved it; fails when something is left live. */
    public String content() {
        long live = jdbc.sql("SELECT count(*) FROM applications").query(Long.class).single();
        if (live > 0) {
            throw new IllegalStateException(live + " applications were not moved");
        }
        return jdbc.sql(CONTENT).query(String.class).single();
    }

    @Override
    public void close() {
        database.close();
    }
}
