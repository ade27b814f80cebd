package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionEffect;
import dev.matchmill.migrations.type.RetentionItemState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of plans. Writes belong in a caller's transaction. */
record PlanRegister(JdbcClient jdbc, JsonMapper json) {

    private static final TypeReference<List<PlanShare>> SHARES = new TypeReference<>() {};

    private static final String BEGIN =
            """
            INSERT INTO compliance.retention_plans (as_of, policies_sha256, holds_sha256)
            VALUES (:now, decode(:policies, 'hex'), decode(:holds, 'hex'))
            RETURNING id
            """;

    private static final String ADD =
            """
            INSERT INTO compliance.retention_plan_items
                (plan_id, retention_class, action, schema_name, table_name, row_id,
                 organization_id, policy_id, effect, due_on, state, blocked_by)
            SELECT :plan, CAST(:class AS retention_class), CAST(:action AS retention_action),
                   :schema, :table, i.row_id, i.organization_id, nullif(i.policy_id, 0),
                   CAST(i.effect AS retention_effect), i.due_on,
                   CAST(i.state AS retention_item_state), nullif(i.blocked_by, '')
            FROM unnest(CAST(:rows AS bigint[]), CAST(:organizations AS bigint[]),
                        CAST(:policies AS bigint[]), CAST(:effects AS text[]),
                        CAST(:days AS date[]), CAST(:states AS text[]),
                        CAST(:blockers AS text[]))
                 AS i (row_id, organization_id, policy_id, effect, due_on, state, blocked_by)
            """;

    private static final String FINISH =
            """
            UPDATE compliance.retention_plans
            SET shares = CAST(:shares AS jsonb), made_at = :now
            WHERE id = :plan
            """;

    private static final String FIND =
            """
            SELECT id, as_of, encode(policies_sha256, 'hex') AS policies,
                   encode(holds_sha256, 'hex') AS holds, shares::text, made_at, applied_at
            FROM compliance.retention_plans
            WHERE id = :plan
            """;

    private static final String OPEN =
            """
            SELECT row_id, organization_id, coalesce(policy_id, 0) AS policy_id, effect::text,
                   due_on
            FROM compliance.retention_plan_items
            WHERE plan_id = :plan
              AND retention_class = CAST(:class AS retention_class)
              AND action = CAST(:action AS retention_action)
              AND schema_name = :schema
              AND table_name = :table
              AND row_id > :after
              AND state = 'open'
            ORDER BY row_id
            LIMIT :limit
            """;

    private static final String SETTLE =
            """
            UPDATE compliance.retention_plan_items i
            SET state = CAST(s.state AS retention_item_state),
                blocked_by = nullif(s.blocked_by, ''),
                settled_at = :now
            FROM unnest(CAST(:rows AS bigint[]), CAST(:states AS text[]),
                        CAST(:blockers AS text[])) AS s (row_id, state, blocked_by)
            WHERE i.plan_id = :plan
              AND i.retention_class = CAST(:class AS retention_class)
              AND i.action = CAST(:action AS retention_action)
              AND i.schema_name = :schema
              AND i.table_name = :table
              AND i.row_id = s.row_id
            """;

    private static final String APPLIED =
            """
            UPDATE compliance.retention_plans p
            SET applied_at = :now
            WHERE p.id = :plan
              AND p.applied_at IS NULL
              AND NOT EXISTS (SELECT 1
                              FROM compliance.retention_plan_items i
                              WHERE i.plan_id = p.id AND i.state = 'open')
            """;

    private static final String STATES =
            """
            SELECT state::text AS state, count(*) AS rows
            FROM compliance.retention_plan_items
            WHERE plan_id = :plan
            GROUP BY state
            """;

    long begin(Instant now, String policies, String holds) {
        return jdbc.sql(BEGIN)
                .param("now", at(now))
                .param("policies", policies)
                .param("holds", holds)
                .query(Long.class)
                .single();
    }

    /** Adds rows of one group. */
    void add(long plan, PlanItem.Group group, List<PlanItem> items) {
        of(jdbc.sql(ADD), plan, group)
                .param("rows", column(items, PlanItem::row, Long[]::new))
                .param("organizations", organizations(items))
                .param("policies", column(items, PlanItem::policy, Long[]::new))
                .param("effects", column(items, it -> it.effect().label(), String[]::new))
                .param("days", column(items, it -> it.due().toString(), String[]::new))
                .param("states", column(items, it -> it.state().label(), String[]::new))
                .param("blockers", column(items, PlanItem::blocker, String[]::new))
                .update();
    }

    void finish(long plan, Collection<PlanShare> shares, Instant now) {
        jdbc.sql(FINISH)
                .param("plan", plan)
                .param("shares", json.writeValueAsString(shares))
                .param("now", at(now))
                .update();
    }

    Optional<StoredPlan> find(long plan) {
        return jdbc.sql(FIND).param("plan", plan).query((row, _) -> plan(row)).optional();
    }

    /** Open rows of a group after that key, in their order. */
    List<PlanItem> open(long plan, PlanItem.Group group, long after, int limit) {
        return of(jdbc.sql(OPEN), plan, group)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) ->
                        new PlanItem(
                                group,
                                row.getLong("row_id"),
                                row.getObject("organization_id", Long.class),
                                row.getLong("policy_id"),
                                RetentionEffect.valueOf(
                                        row.getString("effect").toUpperCase(Locale.ROOT)),
                                row.getObject("due_on", LocalDate.class),
                                RetentionItemState.OPEN,
                                ""))
                .list();
    }

    /** Writes what became of rows of one group. */
    void settle(long plan, PlanItem.Group group, List<PlanItem> items, Instant now) {
        of(jdbc.sql(SETTLE), plan, group)
                .param("rows", column(items, PlanItem::row, Long[]::new))
                .param("states", column(items, it -> it.state().label(), String[]::new))
                .param("blockers", column(items, PlanItem::blocker, String[]::new))
                .param("now", at(now))
                .update();
    }

    /** Notes the end, if no row is open any more. */
    void markApplied(long plan, Instant now) {
        jdbc.sql(APPLIED).param("plan", plan).param("now", at(now)).update();
    }

    /** How many rows of the plan are in each state, by label. */
    Map<String, Long> states(long plan) {
        Map<String, Long> states = new TreeMap<>();
        jdbc.sql(STATES)
                .param("plan", plan)
                .query((row, _) -> states.put(row.getString("state"), row.getLong("rows")))
                .list();
        return states;
    }

    private StoredPlan plan(ResultSet row) throws SQLException {
        return new StoredPlan(
                row.getLong("id"),
                row.getObject("as_of", OffsetDateTime.class).toInstant(),
                row.getString("policies"),
                row.getString("holds"),
                json.readValue(row.getString("shares"), SHARES),
                instant(row, "made_at"),
                instant(row, "applied_at"));
    }

    private static JdbcClient.StatementSpec of(
            JdbcClient.StatementSpec statement, long plan, PlanItem.Group group) {
        return statement
                .param("plan", plan)
                .param("class", group.retentionClass().label())
                .param("action", group.action().label())
                .param("schema", group.schema())
                .param("table", group.table());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static @Nullable Long[] organizations(List<PlanItem> items) {
        @Nullable Long[] organizations = new Long[items.size()];
        for (int i = 0; i < organizations.length; i++) {
            organizations[i] = items.get(i).organization();
        }
        return organizations;
    }

    private static <T> T[] column(
            List<PlanItem> items, Function<PlanItem, T> value, IntFunction<T[]> array) {
        return items.stream().map(value).toArray(array);
    }

    private static OffsetDateTime at(Instant now) {
        return now.atOffset(ZoneOffset.UTC);
    }
}
