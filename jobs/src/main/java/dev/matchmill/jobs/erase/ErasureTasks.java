package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.StoredObject;
import dev.matchmill.migrations.type.TaskStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps of an erasure that are kept until they are done: rows of {@code erasure_tasks}. */
final class ErasureTasks {

    static final String DATABASE = "database";
    static final String ARCHIVE = "archive";
    static final String OBJECTS = "object_storage";
    static final String VECTORS = "vector_index";

    private static final JsonMapper JSON = new JsonMapper();

    private static final String ADD =
            """
            INSERT INTO compliance.erasure_tasks
                (request_id, store, schema_name, table_name, object_no, object_key, action, status,
                 rows_affected, started_at)
            VALUES (:request, :store, :schema, :table, :number, CAST(:key AS text),
                    CAST(:action AS erase_action), 'pending', :rows, :now)
            """;

    private static final String ALL =
            """
            SELECT id, store, schema_name, table_name, object_no, object_key, action, status,
                   rows_affected
            FROM compliance.erasure_tasks
            WHERE request_id = :request
            ORDER BY id
            """;

    private static final String DONE =
            """
            UPDATE compliance.erasure_tasks
            SET status = 'done', object_key = NULL, error_message = NULL, residual_rows = 0,
                attempt_count = least(attempt_count + 1, 32767), finished_at = :now
            WHERE id IN (:ids)
            """;

    private static final String FAILED =
            """
            UPDATE compliance.erasure_tasks
            SET status = 'failed', error_message = :why, residual_rows = CAST(:residual AS bigint),
                attempt_count = least(attempt_count + 1, 32767)
            WHERE id = :id
            """;

    private final JdbcClient jdbc;

    ErasureTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One step.
     *
     * @param rows rows that were changed or removed; 1 for a stored object
     */
    record Task(
            long id,
            String store,
            String schema,
            String table,
            @Nullable StoredObject object,
            String action,
            TaskStatus status,
            long rows) {

        boolean isDone() {
            return status == TaskStatus.DONE;
        }
    }

    void addTable(long request, String schema, String table, String action, long rows, Instant at) {
        String store = schema.equals("archive") ? ARCHIVE : DATABASE;
        add(request, store, schema, table, 0, null, action, rows, at);
    }

    void addObject(long request, int number, StoredObject object, Instant at) {
        String key =
                CanonicalJson.write(
                        List.of(object.file(), object.backend(), object.bucket(), object.key()));
        add(request, OBJECTS, "public", "files", number, key, "delete_row", 1, at);
    }

    void addLeaf(long request, String leaf, Instant at) {
        add(request, VECTORS, "public", leaf, 0, null, "delete_row", 0, at);
    }

    /** All of a request, in the order of work. */
    List<Task> of(long request) {
        return jdbc.sql(ALL)
                .param("request", request)
                .query((row, _) -> {
                    String key = row.getString("object_key");
                    return new Task(
                            row.getLong("id"),
                            row.getString("store"),
                            row.getString("schema_name"),
                            row.getString("table_name"),
                            key == null ? null : object(key),
                            row.getString("action"),
                            TaskStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                            row.getLong("rows_affected"));
                })
                .list();
    }

    void done(Collection<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            jdbc.sql(DONE).param("ids", ids).param("now", at(now)).update();
        }
    }

    void failed(long id, String why, @Nullable Long residual) {
        jdbc.sql(FAILED).param("id", id).param("why", why).param("residual", residual).update();
    }

    private void add(
            long request,
            String store,
            String schema,
            String table,
            int number,
            @Nullable String key,
            String action,
            long rows,
            Instant now) {
        jdbc.sql(ADD)
                .param("request", request)
                .param("store", store)
                .param("schema", schema)
                .param("table", table)
                .param("number", number)
                .param("key", key)
                .param("action", action)
                .param("rows", rows)
                .param("now", at(now))
                .update();
    }

    private static StoredObject object(String key) {
        JsonNode parts = JSON.readTree(key);
        return new StoredObject(
                parts.get(0).asLong(),
                parts.get(1).asString(),
                parts.get(2).asString(),
                parts.get(3).asString());
    }

    private static OffsetDateTime at(Instant now) {
        return now.atOffset(ZoneOffset.UTC);
    }
}
