package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds what the comments of indexes claim against the catalogue and against the plans of the
 * statements that they name.
 */
final class IndexReaders {

    private static final String INDEXES =
            """
            SELECT i.indexrelid::regclass::text AS name,
                   t.relname AS table_name,
                   obj_description(i.indexrelid, 'pg_class') AS comment,
                   i.indisprimary AS is_primary,
                   i.indisunique AS is_unique,
                   ARRAY(SELECT a.attname::text
                         FROM pg_constraint f
                         JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
                         WHERE f.contype = 'f'
                           AND a.attname = pg_get_indexdef(i.indexrelid, 1, true)
                           AND (f.conrelid = t.oid
                                OR f.conrelid IN (SELECT relid FROM pg_partition_tree(t.oid)))) AS keys
            FROM pg_index i
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
              AND NOT t.relispartition
              AND t.relname <> 'flyway_schema_history'
            ORDER BY 1
            """;

    private record Index(
            String name,
            String table,
            @Nullable String comment,
            boolean isPrimary,
            boolean isUnique,
            List<String> keys) {}

    private final DataSource dataSource;
    private final List<SqlSection> statements;

    IndexReaders(DataSource dataSource, List<SqlSection> statements) {
        this.dataSource = dataSource;
        this.statements = statements;
    }

    /** A sentence for each claim that is missing or not true; empty when all hold. */
    List<String> findings() throws SQLException {
        List<String> findings = new ArrayList<>();
        Set<SqlSection> served = new HashSet<>();
        try (Connection connection = dataSource.getConnection()) {
            IndexTrial trial = new IndexTrial(connection);
            for (Index index : indexes()) {
                Optional<IndexComment> comment = IndexComment.parse(index.comment());
                if (comment.isEmpty()) {
                    findings.add(index.name() + " has no comment that says who reads it");
                    continue;
                }
                findings.addAll(contradictions(index, comment.get()));
                for (String reader : comment.get().readers()) {
                    if (!isRead(index, reader, trial, served)) {
                        findings.add(index.name() + " is not read by " + reader);
                    }
                }
            }
        }
        for (SqlSection statement : statements) {
            if (!served.contains(statement)) {
                findings.add("no index names or serves the statement: " + statement.title());
            }
        }
        return findings;
    }

    private static List<String> contradictions(Index index, IndexComment comment) {
        List<String> findings = new ArrayList<>();
        if (comment.isPrimaryKey() != index.isPrimary()) {
            findings.add(index.name() + " differs from its comment in being a primary key");
        }
        if (comment.isUnique() != (index.isUnique() && !index.isPrimary())) {
            findings.add(index.name() + " differs from its comment in being unique");
        }
        comment.foreignKey()
                .filter(column -> !index.keys().contains(column))
                .ifPresent(column ->
                        findings.add(
                                index.name() + " does not start with the foreign key " + column));
        return findings;
    }

    private boolean isRead(Index index, String reader, IndexTrial trial, Set<SqlSection> served)
            throws SQLException {
        boolean isRead = false;
        for (SqlSection statement : statements) {
            if (statement.title().startsWith(reader + " ")
                    && statement.sql().contains(index.table())
                    && trial.serves(index.name(), statement.sql())) {
                served.add(statement);
                isRead = true;
            }
        }
        return isRead;
    }

    private List<Index> indexes() {
        return JdbcClient.create(dataSource)
                .sql(INDEXES)
                .query((row, number) ->
                        new Index(
                                row.getString("name"),
                                row.getString("table_name"),
                                row.getString("comment"),
                                row.getBoolean("is_primary"),
                                row.getBoolean("is_unique"),
                                List.of((String[]) row.getArray("keys").getArray())))
                .list();
    }
}
