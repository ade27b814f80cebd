package dev.matchmill.jobs.erase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code compliance.erasure_ledger}, which the database chains as they come. */
public final class ErasureLedger {

    private static final String APPEND =
            """
            INSERT INTO compliance.erasure_ledger
                (request_id, subject_fingerprint, store, schema_name, table_name, action,
                 rows_affected, residual_rows, executed_at, batch_job_execution_id)
            VALUES (:request, :fingerprint, :store, :schema, :table, CAST(:action AS erase_action),
                    :rows, 0, :now, CAST(nullif(current_setting('ats.job_execution_id', true), '') AS bigint))
            """;

    private static final String SELECT =
            """
            SELECT id, request_id, retention_action_id,
                   encode(subject_fingerprint, 'hex') AS fingerprint, store, schema_name,
                   table_name, action, rows_affected, residual_rows, executed_at,
                   batch_job_execution_id, encode(prev_hash, 'hex') AS previous,
                   encode(entry_hash, 'hex') AS hash
            FROM compliance.erasure_ledger
            """;

    private final JdbcClient jdbc;

    /**
     * @param jdbc as a role that reads the ledger, to append the role of erasure
     */
    public ErasureLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was done in one store. Entries of one transaction follow each other without a gap. */
    void append(
            SubjectRequest request,
            String store,
            String schema,
            String table,
            String action,
            long rows,
            Instant now) {
        jdbc.sql(APPEND)
                .param("request", request.id())
                .param("fingerprint", HexFormat.of().parseHex(request.fingerprint()))
                .param("store", store)
                .param("schema", schema)
                .param("table", table)
                .param("action", action)
                .param("rows", rows)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those of a request, in their order. */
    public List<LedgerEntry> of(long request) {
        return jdbc.sql(SELECT + "WHERE request_id = :request ORDER BY id")
                .param("request", request)
                .query(ErasureLedger::read)
                .list();
    }

    /** Ids of entries that do not follow from the one before, or were changed; ascending. */
    public List<Long> broken() {
        return jdbc.sql("SELECT broken_id FROM compliance.verify_ledger() ORDER BY 1")
                .query(Long.class)
                .list();
    }

    static LedgerEntry read(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(
                row.getLong("id"),
                row.getObject("request_id", Long.class),
                row.getObject("retention_action_id", Long.class),
                row.getString("fingerprint"),
                row.getString("store"),
                row.getString("schema_name"),
                row.getString("table_name"),
                row.getString("action"),
                row.getLong("rows_affected"),
                row.getLong("residual_rows"),
                row.getObject("executed_at", OffsetDateTime.class).toInstant(),
                row.getObject("batch_job_execution_id", Long.class),
                row.getString("previous"),
                row.getString("hash"));
    }
}
