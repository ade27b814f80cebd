package dev.matchmill.jobs.erase;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the evidence of erasures from one database to another one, row by row, as it is. */
final class EvidenceCopy {

    private static final String FINGERPRINTS =
            """
            SELECT subject_fingerprint
            FROM compliance.data_subject_requests
            WHERE id = :request
             UNION
            SELECT subject_fingerprint
            FROM compliance.ingestion_suppressions
            WHERE request_id = :request
              AND fingerprint_of IN ('address', 'document')
            """;

    // Rows travel as JSON: a later column comes along by itself. What names rows that the copy may
    // not have, and the markers, stay behind.
    private static final String REQUEST =
            """
            SELECT (to_jsonb(r) - 'markers_enc' - 'encryption_key_id' - 'contact_email'
                    - 'decided_by_user_id' - 'verified_by_user_id' - 'user_id' - 'export_file_id'
                    - 'candidate_id')::text
            FROM compliance.data_subject_requests r
            WHERE id = :request
            """;

    private static final String PUT_REQUEST =
            """
            INSERT INTO compliance.data_subject_requests
            SELECT (jsonb_populate_record(NULL::compliance.data_subject_requests, CAST(:row AS jsonb))).*
            ON CONFLICT (id) DO UPDATE
            SET status = EXCLUDED.status, identity_verified_at = EXCLUDED.identity_verified_at,
                verification_method = EXCLUDED.verification_method,
                decided_at = EXCLUDED.decided_at, started_at = EXCLUDED.started_at,
                completed_at = EXCLUDED.completed_at, contact_email = NULL, markers_enc = NULL,
                encryption_key_id = NULL
            WHERE data_subject_requests.status <> EXCLUDED.status
            """;

    private static final String ROWS = "SELECT to_jsonb(r)::text FROM compliance.%s r WHERE %s";

    private static final String PUT =
            """
            INSERT INTO compliance.%1$s OVERRIDING SYSTEM VALUE
            SELECT (jsonb_populate_record(NULL::compliance.%1$s, CAST(:row AS jsonb))).*
            ON CONFLICT DO NOTHING
            """;

    private static final String FORGET_TASKS =
            "DELETE FROM compliance.erasure_tasks WHERE request_id = :request";

    private static final String PUT_SUPPRESSION =
            """
            INSERT INTO compliance.ingestion_suppressions
                (subject_fingerprint, organization_id, request_id, created_at, lifted_at,
                 fingerprint_of, lifted_by_application_id)
            SELECT subject_fingerprint, organization_id, request_id, created_at, lifted_at,
                   fingerprint_of, lifted_by_application_id
            FROM jsonb_populate_record(NULL::compliance.ingestion_suppressions, CAST(:row AS jsonb))
            ON CONFLICT (subject_fingerprint, organization_id) DO UPDATE
            SET lifted_at = EXCLUDED.lifted_at, created_at = EXCLUDED.created_at,
                request_id = EXCLUDED.request_id,
                lifted_by_application_id = EXCLUDED.lifted_by_application_id
            WHERE (ingestion_suppressions.lifted_at, ingestion_suppressions.created_at)
                  IS DISTINCT FROM (EXCLUDED.lifted_at, EXCLUDED.created_at)
            """;

    private final JdbcClient from;
    private final JdbcClient to;

    EvidenceCopy(JdbcClient from, JdbcClient to) {
        this.from = from;
        this.to = to;
    }

    /** By what the person of a request is known; only addresses lead to rows. */
    static List<byte[]> fingerprints(JdbcClient live, long request) {
        return live.sql(FINGERPRINTS).param("request", request).query(byte[].class).list();
    }

    /** The request, its steps, its certificate and whom it keeps away. */
    void copyRequest(long request) {
        from.sql(REQUEST)
                .param("request", request)
                .query(String.class)
                .list()
                .forEach(row -> to.sql(PUT_REQUEST).param("row", row).update());
        // Those of an earlier replay may have been done since.
        to.sql(FORGET_TASKS).param("request", request).update();
        copy("erasure_tasks", "request_id = :request", request);
        copy("erasure_certificates", "request_id = :request", request);
        from.sql(ROWS.formatted("ingestion_suppressions", "request_id = :request"))
                .param("request", request)
                .query(String.class)
                .list()
                .forEach(row -> to.sql(PUT_SUPPRESSION).param("row", row).update());
        setNextId("data_subject_requests");
    }

    /** The entries after the last one that the copy has, under their numbers: the same chain. */
    void copyLedger() {
        long last =
                to.sql("SELECT coalesce(max(id), 0) FROM compliance.erasure_ledger")
                        .query(Long.class)
                        .single();
        from.sql(ROWS.formatted("erasure_ledger", "id > :last ORDER BY id"))
                .param("last", last)
                .query(String.class)
                .list()
                .forEach(row -> to.sql(PUT.formatted("erasure_ledger")).param("row", row).update());
        setNextId("erasure_ledger");
    }

    private void copy(String table, String condition, long request) {
        from.sql(ROWS.formatted(table, condition))
                .param("request", request)
                .query(String.class)
                .list()
                .forEach(row -> to.sql(PUT.formatted(table)).param("row", row).update());
        setNextId(table);
    }

    // The copy's own next number must not be one that came along.
    private void setNextId(String table) {
        to.sql(
                        """
                        SELECT setval(pg_get_serial_sequence('compliance.' || :table, 'id'),
                                  greatest(coalesce((SELECT max(id) FROM compliance.%1$s), 1),
                                           (SELECT last_value FROM compliance.%1$s_id_seq)))
                        """
                                .formatted(table))
                .param("table", table)
                .query(Long.class)
                .single();
    }
}
