package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionRuleKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code compliance.retention_policies}. Writes belong in a caller's transaction. */
public record PolicyRows(JdbcClient jdbc) {

    // A period of hours counts as the day that it begins: rules are about calendar days.
    private static final String ALL =
            """
            SELECT id, organization_id, country, region, retention_class::text, action::text,
                   rule_kind::text, anchor::text,
                   (extract(year FROM period) * 12 + extract(month FROM period))::integer AS months,
                   (extract(day FROM period)
                    + CASE WHEN extract(epoch FROM period - date_trunc('day', period)) > 0
                           THEN 1 ELSE 0 END)::integer AS days,
                   coalesce(legal_basis, '') AS legal_basis, source,
                   effective_from, effective_to, confirmed_at IS NOT NULL AS is_confirmed
            FROM compliance.retention_policies
            ORDER BY id
            """;

    private static final String STORE =
            """
            INSERT INTO compliance.retention_policies AS p
                (organization_id, country, region, retention_class, action, rule_kind, anchor,
                 period, legal_basis, source, effective_from, effective_to)
            VALUES (:organization, :country, :region, CAST(:class AS retention_class),
                    CAST(:action AS retention_action), CAST(:kind AS retention_rule_kind),
                    CAST(:anchor AS retention_anchor), CAST(:period AS interval), :basis, :source,
                    :from, :to)
            ON CONFLICT ON CONSTRAINT uq_retention_policies_rule DO UPDATE
            SET anchor = EXCLUDED.anchor, period = EXCLUDED.period,
                legal_basis = EXCLUDED.legal_basis, source = EXCLUDED.source,
                effective_to = EXCLUDED.effective_to, confirmed_at = NULL
            WHERE (p.anchor, p.period, p.legal_basis, p.source, p.effective_to)
                  IS DISTINCT FROM (EXCLUDED.anchor, EXCLUDED.period, EXCLUDED.legal_basis,
                                    EXCLUDED.source, EXCLUDED.effective_to)
            """;

    private static final String CONFIRM =
            """
            UPDATE compliance.retention_policies
            SET confirmed_at = :now
            WHERE id = ANY (:ids)
              AND confirmed_at IS NULL
            """;

    private static final String HOLDS =
            """
            SELECT coalesce(string_agg(subject_type || ' ' || subject_id, ','
                                       ORDER BY subject_type, subject_id), '')
            FROM (SELECT DISTINCT subject_type::text, subject_id
                  FROM compliance.open_hold_subjects) s
            """;

    public PolicySet read() {
        return new PolicySet(jdbc.sql(ALL).query((row, _) -> policy(row)).list());
    }

    /** Stores rules; a changed one has to be confirmed anew. Returns how many differ. */
    public int store(List<RetentionPolicy> policies) {
        int changed = 0;
        for (RetentionPolicy policy : policies) {
            changed +=
                    jdbc.sql(STORE)
                            .param("organization", policy.scope().organization())
                            .param("country", policy.scope().country())
                            .param("region", policy.scope().region())
                            .param("class", policy.retentionClass().label())
                            .param("action", policy.action().label())
                            .param("kind", policy.kind().label())
                            .param("anchor", policy.anchor().label())
                            .param("period", policy.period().toString())
                            .param("basis", policy.basis())
                            .param("source", policy.source())
                            .param("from", policy.from())
                            .param("to", policy.to())
                            .update();
        }
        return changed;
    }

    /** Notes that counsel confirmed rules; returns how many were not confirmed yet. */
    public int confirm(List<Long> ids, OffsetDateTime now) {
        return jdbc.sql(CONFIRM).param("ids", ids.toArray(Long[]::new)).param("now", now).update();
    }

    /** SHA-256 over the subjects of all open holds, in hexadecimal digits. */
    String holdsFingerprint() {
        return PolicySet.sha256(jdbc.sql(HOLDS).query(String.class).single());
    }

    private static RetentionPolicy policy(ResultSet row) throws SQLException {
        return new RetentionPolicy(
                row.getLong("id"),
                new RetentionPolicy.Scope(
                        row.getObject("organization_id", Long.class),
                        row.getString("country"),
                        row.getString("region")),
                RetentionClass.valueOf(name(row, "retention_class")),
                RetentionAction.valueOf(name(row, "action")),
                RetentionRuleKind.valueOf(name(row, "rule_kind")),
                RetentionAnchor.valueOf(name(row, "anchor")),
                Period.of(0, row.getInt("months"), row.getInt("days")),
                row.getString("legal_basis"),
                row.getString("source"),
                row.getObject("effective_from", LocalDate.class),
                row.getObject("effective_to", LocalDate.class),
                row.getBoolean("is_confirmed"));
    }

    private static String name(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
