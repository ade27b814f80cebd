package dev.matchmill.jobs.retain;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.RetentionItemState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** A database with two tenants, and retention on it without the program around. */
final class RetentionDatabase implements AutoCloseable {

    static final long GERMAN = 1;
    static final long AMERICAN = 2;
    static final RetainSettings SETTINGS = new RetainSettings(0.1, 50, Duration.ofDays(3), 500, 20);

    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    final JsonMapper json = JsonMapper.builder().build();
    final Transactions transactions =
            new Transactions(new JdbcTransactionManager(database.dataSource()));
    Instant now = Instant.parse("2026-11-15T10:00:00Z");

    RetentionDatabase() {
        execute(
                """
                INSERT INTO organizations (id, name, country, timezone)
                VALUES (1, 'G', 'DE', 'Europe/Berlin'), (2, 'A', 'US', 'America/Los_Angeles')
                """);
        execute(
                """
                INSERT INTO jobs (id, organization_id, title, description, status, closed_at,
                                  location_country, location_state)
                VALUES (1, 1, 'J', 'D', 'closed', '2025-01-01', 'DE', NULL),
                       (2, 2, 'J', 'D', 'closed', '2025-01-01', 'US', 'California')
                """);
        execute(
                """
                INSERT INTO ops.maintenance_runs (id, job_name)
                VALUES (1, 'retentionEvaluation')
                """);
    }

    /** Persons end by the mark of their row alone: what else goes is the eraser's business. */
    private final class Marks implements PersonEnding {

        @Override
        public Ended end(RetainedTable.Ending kind, long id, Instant at) {
            long rows =
                    switch (kind) {
                        case PERSON -> mark("candidates", "id", id, at);
                        case APPLICATION ->
                                mark("applications", "id", id, at)
                                        + mark("archive.applications", "application_id", id, at);
                        case ACCOUNT -> new AccountErasure(jdbc).erase(id, at);
                        case ROWS, ELSEWHERE -> throw new IllegalArgumentException();
                    };
            return new Ended(false, rows, 0, Optional.empty(), List.of(), Set.of());
        }

        @Override
        public void clear(List<Ended> ended, Instant at) {}

        private long mark(String table, String key, long id, Instant at) {
            return jdbc.sql("UPDATE " + table + " SET anonymized_at = :now WHERE " + key + " = :id")
                    .param("now", at.atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .update();
        }
    }

    void candidate(long id, String lastActivity) {
        execute(
                """
                INSERT INTO candidates (id, email, full_name, last_activity_at, created_at)
                VALUES (%d, 'c%d@example.org', 'C', '%s', '2020-01-01')
                """
                        .formatted(id, id, lastActivity));
    }

    /** A rejected application of the candidate of the same number. */
    void application(long id, long tenant, String changed) {
        application(id, id, tenant, "rejected", changed);
    }

    void application(long id, long candidate, long tenant, String status, String changed) {
        execute(
                """
                INSERT INTO applications
                    (id, job_id, organization_id, candidate_id, candidate_email, status,
                     status_changed_at, applied_at, created_at)
                VALUES (%d, %d, %d, %d, 'c%d@example.org', '%s', '%s', '2020-02-01', '2020-02-01')
                """
                        .formatted(id, tenant, tenant, candidate, candidate, status, changed));
    }

    void message(long id, long tenant, String created) {
        execute(
                """
                INSERT INTO messages
                    (id, organization_id, recipient_email, channel, body, status, created_at)
                VALUES (%d, %d, 'c@example.org', 'email', 'B', 'sent', '%s')
                """
                        .formatted(id, tenant, created));
    }

    void messages(long tenant, int from, int count, String created) {
        execute(
                """
                INSERT INTO messages
                    (id, organization_id, recipient_email, channel, body, status, created_at)
                SELECT i, %d, 'c@example.org', 'email', 'B', 'sent', '%s'
                FROM generate_series(%d, %d) i
                """
                        .formatted(tenant, created, from, from + count - 1));
    }

    void hold(String type, long subject) {
        execute(
                """
                WITH h AS (
                    INSERT INTO compliance.legal_holds (name, reason) VALUES ('H', 'R')
                    RETURNING id)
                INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)
                SELECT id, '%s', %d FROM h
                """
                        .formatted(type, subject));
    }

    void releaseHolds() {
        execute("UPDATE compliance.legal_holds SET released_at = now() WHERE released_at IS NULL");
    }

    void rule(String text, String of, String action) {
        RetentionPolicy rule = RuleText.rule(0, text);
        execute(
                """
                INSERT INTO compliance.retention_policies
                    (organization_id, country, region, retention_class, action, rule_kind, anchor,
                     period, effective_from)
                VALUES (%s, %s, %s, '%s', '%s', '%s', '%s', '%s', '2021-01-01')
                """
                        .formatted(
                                rule.scope().organization(),
                                quoted(rule.scope().country()),
                                quoted(rule.scope().region()),
                                of,
                                action,
                                rule.kind().label(),
                                rule.anchor().label(),
                                rule.period()));
    }

    long plan() {
        return new PlanMaker(jdbc, json, now).make(transactions::inNew, () -> false);
    }

    StoredPlan stored(long plan) {
        return new PlanRegister(jdbc, json).find(plan).orElseThrow();
    }

    Admission admission(long plan) {
        return Retention.admission(jdbc, json, plan, now, SETTINGS, new RetentionCap(0.1, 50));
    }

    /** Applies a plan whatever its admission; returns the rows that were settled. */
    List<PlanItem> apply(long plan) {
        return apply(plan, transactions::inNew, SETTINGS);
    }

    List<PlanItem> apply(long plan, PlanMaker.Pieces pieces, RetainSettings settings) {
        List<PlanItem> settled = new ArrayList<>();
        new PlanApplication(jdbc, json, pieces, new Marks(), settings, now)
                .apply(stored(plan), 1, _ -> true, () -> false, settled::add);
        return settled;
    }

    /** Rows of a plan as {@code table row effect state}, in their order. */
    List<String> items(long plan) {
        return texts(
                """
                SELECT table_name || ' ' || row_id || ' ' || effect || ' ' || state
                FROM compliance.retention_plan_items
                WHERE plan_id = %d
                ORDER BY table_name, row_id
                """
                        .formatted(plan));
    }

    Map<String, Long> states(long plan) {
        return new PlanRegister(jdbc, json).states(plan);
    }

    static long count(List<PlanItem> items, RetentionItemState state) {
        return items.stream().filter(it -> it.state() == state).count();
    }

    void today(String instant) {
        now = OffsetDateTime.parse(instant).toInstant();
    }

    void execute(String sql) {
        jdbc.sql(sql).update();
    }

    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Override
    public void close() {
        database.close();
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "NULL" : "'" + value + "'";
    }
}
