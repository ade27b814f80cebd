package dev.matchmill.jobs.retain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Evidence: {@code compliance.retention_actions} says what a run did by rule, tenant, class and
 * table; {@code compliance.erasure_ledger} is chained to it. Writes belong in the transaction that
 * ends the rows.
 *
 * @param run row of {@code ops.maintenance_runs}
 */
record RetentionBooks(JdbcClient jdbc, long run, Instant now) {

    private static final String ADD =
            """
            UPDATE compliance.retention_actions
            SET rows_affected = rows_affected + :rows, executed_at = :now
            WHERE maintenance_run_id = :run
              AND policy_id IS NOT DISTINCT FROM nullif(CAST(:policy AS bigint), 0)
              AND organization_id IS NOT DISTINCT FROM CAST(:organization AS bigint)
              AND retention_class = CAST(:class AS retention_class)
              AND action = CAST(:action AS retention_action)
              AND schema_name = :schema
              AND table_name = :table
            RETURNING id
            """;

    private static final String BEGIN =
            """
            INSERT INTO compliance.retention_actions
                (maintenance_run_id, policy_id, organization_id, retention_class, action,
                 schema_name, table_name, cutoff, rows_affected, executed_at)
            VALUES (:run, nullif(CAST(:policy AS bigint), 0), :organization,
                    CAST(:class AS retention_class), CAST(:action AS retention_action),
                    :schema, :table, :today, :rows, :now)
            RETURNING id
            """;

    private static final String ENTER =
            """
            INSERT INTO compliance.erasure_ledger
                (retention_action_id, subject_fingerprint, store, schema_name, table_name, action,
                 rows_affected, residual_rows, executed_at)
            VALUES (:retention, decode(:fingerprint, 'hex'), 'database', :schema, :table,
                    CAST(:erase AS erase_action), :rows, :residual, :now)
            """;

    private static final String HELD =
            """
            UPDATE compliance.retention_actions
            SET rows_held = :rows
            WHERE id = :id
            """;

    private static final String HELD_OF_PLAN =
            """
            SELECT retention_class::text AS retention_class, action::text AS action, schema_name,
                   table_name, organization_id, coalesce(policy_id, 0) AS policy_id,
                   count(*) AS held
            FROM compliance.retention_plan_items
            WHERE plan_id = :plan
              AND state = 'held'
            GROUP BY 1, 2, 3, 4, 5, 6
            ORDER BY 1, 2, 3, 4, 5 NULLS FIRST, 6
            """;

    private record Key(long policy, @Nullable Long organization) {}

    private record Held(
            String retentionClass,
            String action,
            String schemaName,
            String tableName,
            @Nullable Long organizationId,
            long policyId,
            long held) {}

    /** Rows of one group that went as a whole. */
    void deleted(PlanItem.Group group, List<PlanItem> items) {
        Map<Key, Long> counts =
                items.stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> new Key(it.policy(), it.organization()),
                                        Collectors.counting()));
        counts.forEach((key, rows) -> {
            long id = action(group, key, rows);
            enter(id, group, "delete_row", rows, 0, Optional.empty());
        });
    }

    /** A person, application or account that was anonymised. */
    void anonymised(PlanItem item, PersonEnding.Ended ended) {
        long id = action(item.group(), new Key(item.policy(), item.organization()), 1);
        enter(id, item.group(), "redact", ended.rows(), ended.residual(), ended.fingerprint());
    }

    /** Writes how many rows of the plan a hold kept. */
    void held(long plan) {
        List<Held> groups = jdbc.sql(HELD_OF_PLAN).param("plan", plan).query(Held.class).list();
        for (Held held : groups) {
            long id =
                    action(
                            held.retentionClass(),
                            held.action(),
                            held.schemaName(),
                            held.tableName(),
                            new Key(held.policyId(), held.organizationId()),
                            0);
            jdbc.sql(HELD).param("id", id).param("rows", held.held()).update();
        }
    }

    private long action(PlanItem.Group group, Key key, long rows) {
        return action(
                group.retentionClass().label(),
                group.action().label(),
                group.schema(),
                group.table(),
                key,
                rows);
    }

    private long action(String of, String action, String schema, String table, Key key, long rows) {
        Optional<Long> known =
                parameters(jdbc.sql(ADD), of, action, schema, table, key, rows)
                        .query(Long.class)
                        .optional();
        return known.orElseGet(() ->
                parameters(jdbc.sql(BEGIN), of, action, schema, table, key, rows)
                        .param("today", today())
                        .query(Long.class)
                        .single());
    }

    private JdbcClient.StatementSpec parameters(
            JdbcClient.StatementSpec statement,
            String of,
            String action,
            String schema,
            String table,
            Key key,
            long rows) {
        return statement
                .param("run", run)
                .param("policy", key.policy())
                .param("organization", key.organization())
                .param("class", of)
                .param("action", action)
                .param("schema", schema)
                .param("table", table)
                .param("rows", rows)
                .param("now", at());
    }

    private void enter(
            long retention,
            PlanItem.Group group,
            String erase,
            long rows,
            long residual,
            Optional<String> fingerprint) {
        jdbc.sql(ENTER)
                .param("retention", retention)
                .param("fingerprint", fingerprint.orElse(null))
                .param("schema", group.schema())
                .param("table", group.table())
                .param("erase", erase)
                .param("rows", rows)
                .param("residual", residual)
                .param("now", at())
                .update();
    }

    private LocalDate today() {
        return at().toLocalDate();
    }

    private OffsetDateTime at() {
        return now.atOffset(ZoneOffset.UTC);
    }
}
