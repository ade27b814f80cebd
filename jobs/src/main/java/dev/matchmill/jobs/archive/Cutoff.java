package dev.matchmill.jobs.archive;

/**
 * SQL for "older than the policy's period": the periods of {@code compliance.retention_policies},
 * resolved once a statement for each combination of organization and country that has rules, and
 * subtracted from {@code :now} as calendar periods, UTC. Without a rule nothing is due.
 *
 * @param name of the common table expression
 * @param retentionClass such as {@code application}
 * @param action such as {@code archive}
 * @param from the instant that the period ends at, in SQL
 */
record Cutoff(String name, String retentionClass, String action, String from) {

    static Cutoff of(String name, String retentionClass, String action) {
        return new Cutoff(
                name, retentionClass, action, "CAST(:now AS timestamptz) AT TIME ZONE 'UTC'");
    }

    /** Counted in whole days: from the last midnight, UTC. */
    static Cutoff ofDays(String name, String retentionClass, String action) {
        return new Cutoff(
                name,
                retentionClass,
                action,
                "date_trunc('day', CAST(:now AS timestamptz) AT TIME ZONE 'UTC')");
    }

    /** The common table expression. */
    String expression() {
        return """
        %1$s AS MATERIALIZED (
        SELECT o.organization_id, c.country,
               (%2$s - compliance.retention_period(o.organization_id, c.country, '%3$s', '%4$s',
                   CAST(CAST(:now AS timestamptz) AT TIME ZONE 'UTC' AS date))) AT TIME ZONE 'UTC'
                   AS before
        FROM (SELECT DISTINCT organization_id FROM compliance.retention_policies
              WHERE retention_class = '%3$s' AND action = '%4$s'
              UNION SELECT NULL) o
        CROSS JOIN (SELECT DISTINCT country FROM compliance.retention_policies
              WHERE retention_class = '%3$s' AND action = '%4$s'
              UNION SELECT NULL) c)\
        """
                .formatted(name, from, retentionClass, action);
    }

    /**
     * The condition that an instant is older. The first half is for the index, the second exact.
     *
     * @param organization the row's, in SQL; may be null
     * @param country the row's, in SQL; may be null
     */
    String isPassed(String instant, String organization, String country) {
        return """
        %1$s < (SELECT max(x.before) FROM %2$s x)
        AND %1$s < (SELECT x.before FROM %2$s x
                    WHERE (x.organization_id IS NULL OR x.organization_id = %3$s)
                      AND (x.country IS NULL OR x.country = %4$s)
                    ORDER BY x.organization_id IS NULL, x.country IS NULL
                    LIMIT 1)\
        """
                .formatted(instant, name, organization, country);
    }
}
