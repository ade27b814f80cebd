package dev.matchmill.jobs.maintain.upkeep;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the catalogue and {@code ops.partition_policies} say of time partitions. */
record PartitionCatalogue(JdbcClient owner) {

    // Live ones past live_period go where the policy says; archived ones past archive_period go
    // for good. Periods are calendar periods, UTC.
    private static final String RULES =
            """
            WITH rules AS (
                SELECT format('%I.%I', parent_schema, parent_table) AS parent, live_period AS period,
                       CASE expiry_action WHEN 'archive'
                           THEN format('%I.%I', archive_schema, parent_table) ELSE '' END AS target,
                       coalesce(quote_ident(archive_schema), '') AS target_schema
                FROM ops.partition_policies
                WHERE expiry_action IN ('archive', 'delete')
                UNION ALL
                SELECT format('%I.%I', archive_schema, parent_table), archive_period, '', ''
                FROM ops.partition_policies
                WHERE archive_schema IS NOT NULL
                  AND archive_period IS NOT NULL)
            """;

    private static final String DUE =
            RULES
                    + """
                    SELECT r.parent, format('%I.%I', n.nspname, c.relname) AS name, b.bound,
                           r.target, r.target_schema,
                           (SELECT partdefid <> 0 FROM pg_partitioned_table
                            WHERE partrelid = i.inhparent) AS has_default,
                           i.inhdetachpending AS is_pending
                    FROM rules r
                    JOIN pg_inherits i ON i.inhparent = to_regclass(r.parent)
                    JOIN pg_class c ON c.oid = i.inhrelid
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    CROSS JOIN LATERAL (SELECT pg_get_expr(c.relpartbound, c.oid) AS bound) b
                    WHERE i.inhdetachpending
                       OR substring(b.bound from 'TO \\(''([^'']+)''\\)')::timestamptz
                          <= (CAST(:now AS timestamptz) AT TIME ZONE 'UTC' - r.period)
                             AT TIME ZONE 'UTC'
                    ORDER BY r.parent, i.inhdetachpending DESC, name
                    """;

    private static final String DETACHED =
            """
            SELECT m.found[1] AS parent, format('%I.%I', n.nspname, c.relname) AS name,
                   m.found[3] AS bound,
                   CASE m.found[2] WHEN 'nowhere' THEN '' ELSE m.found[2] END AS target,
                   CASE m.found[2] WHEN 'nowhere' THEN ''
                       ELSE split_part(m.found[2], '.', 1) END AS target_schema,
                   false AS has_default, false AS is_pending
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (
                SELECT regexp_match(obj_description(c.oid, 'pg_class'),
                                    '^leaves (\\S+) to (\\S+): (.+)$') AS found) m
            WHERE c.relkind = 'r'
              AND NOT c.relispartition
              AND m.found IS NOT NULL
            ORDER BY name
            """;

    private static final String MISSING =
            """
            SELECT count(*)
            FROM ops.partition_policies p
            CROSS JOIN LATERAL (
                SELECT CASE WHEN p.partition_by = interval '1 year' THEN 'year' ELSE 'month' END
                           AS unit) u
            CROSS JOIN LATERAL generate_series(-1, p.premake_count) AS step
            CROSS JOIN LATERAL (
                SELECT date_trunc(u.unit, CAST(:now AS timestamptz) AT TIME ZONE 'UTC')
                       + step * p.partition_by AS lower) f
            WHERE to_regclass(format('%I.%I', p.parent_schema, p.parent_table || '_'
                      || to_char(f.lower, CASE u.unit WHEN 'year' THEN 'YYYY'
                                                      ELSE 'YYYY_MM' END))) IS NULL
            """;

    private static final String DEFAULTS =
            """
            SELECT t.partdefid::regclass::text
            FROM ops.partition_policies p
            JOIN pg_partitioned_table t
              ON t.partrelid = to_regclass(format('%I.%I', p.parent_schema, p.parent_table))
            WHERE t.partdefid <> 0
            ORDER BY 1
            """;

    /** Attached ones whose time is over, or whose detachment was interrupted. */
    List<LeavingPartition> due(OffsetDateTime now) {
        return owner.sql(DUE).param("now", now).query(LeavingPartition.class).list();
    }

    /** Those that a run detached and did not come to an end with. */
    List<LeavingPartition> detached() {
        return owner.sql(DETACHED).query(LeavingPartition.class).list();
    }

    /** How many of the coming periods have no partition. */
    long missing(OffsetDateTime now) {
        return owner.sql(MISSING).param("now", now).query(Long.class).single();
    }

    /** Default partitions that are not empty, with their rows. */
    Map<String, Long> rowsInDefaults() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : owner.sql(DEFAULTS).query(String.class).list()) {
            long count = owner.sql("SELECT count(*) FROM " + table).query(Long.class).single();
            if (count > 0) {
                rows.put(table, count);
            }
        }
        return rows;
    }
}
