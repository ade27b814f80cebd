package dev.matchmill.embeddings.store;

import dev.matchmill.migrations.type.ModelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the rows of {@code embedding_models}. Thread-safe. */
public record ModelRows(JdbcClient jdbc) {

    private static final String ALL =
            """
            SELECT id, name, version, folder, max_tokens, query_prefix, passage_prefix,
                   coalesce(encode(artifact_sha256, 'hex'), '') AS artifact,
                   coalesce(license, 'unknown') AS license, is_active, built_at, retired_at,
                   dropped_at
            FROM embedding_models
            ORDER BY id
            """;

    // A dropped model's row can't go before this transaction has.
    private static final String STAYS =
            """
            SELECT true
            FROM embedding_models
            WHERE id = :id AND dropped_at IS NULL
            FOR KEY SHARE
            """;

    /** All of them by id. */
    public List<StoredModel> all() {
        return jdbc.sql(ALL).query((row, _) -> model(row)).list();
    }

    public Optional<StoredModel> active() {
        return all().stream().filter(StoredModel::isActive).findFirst();
    }

    public Optional<StoredModel> find(ModelId id) {
        return all().stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** Whether vectors of the model may be written; it stays so until the transaction ends. */
    public boolean lockPresent(ModelId id) {
        return jdbc.sql(STAYS).param("id", id.value()).query(Boolean.class).optional().isPresent();
    }

    private static StoredModel model(ResultSet row) throws SQLException {
        return new StoredModel(
                new ModelId(row.getLong("id")),
                row.getString("name"),
                row.getString("version"),
                row.getString("folder"),
                row.getInt("max_tokens"),
                row.getString("query_prefix"),
                row.getString("passage_prefix"),
                row.getString("artifact"),
                row.getString("license"),
                row.getBoolean("is_active"),
                instant(row, "built_at"),
                instant(row, "retired_at"),
                instant(row, "dropped_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
