package dev.matchmill.jobs.launch;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All rows of all tables but those that tell of runs, their plans and counts, to be compared. */
public record BusinessRows(JdbcClient jdbc) {

    private static final String TABLES =
            """
            SELECT c.oid::regclass::text
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r'
              AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive')
              AND c.relname NOT IN ('runs', 'fences', 'schema_history', 'flyway_schema_history',
                                    'retention_plans', 'retention_plan_items', 'retention_actions')
            ORDER BY 1
            """;

    // Which run did it, keys, and proofs over such, differ from run to run; so do numbers
    // that were given since the world was made: what was rolled back has used some up.
    private static final String COLUMNS =
            """
            SELECT string_agg(
                CASE
                    WHEN a.atttypid = 'timestamptz'::regtype
                    THEN format('CASE WHEN %1$I > %2$L THEN ''later'' ELSE %1$I::text END',
                                a.attname, :since)
                    WHEN a.atttypid = 'date'::regtype
                    THEN format('CASE WHEN %1$I >= %2$L::date THEN ''later'' ELSE %1$I::text END',
                                a.attname, :since)
                    WHEN a.attname ~ '(^|_)id$' AND a.atttypid IN ('bigint'::regtype, 'text'::regtype)
                    THEN format('CASE WHEN %1$I::text ~ ''^[0-9]{4,}$'' THEN ''new'' ELSE %1$I::text END',
                                a.attname)
                    ELSE format('%I::text', a.attname)
                END, ', ' ORDER BY a.attnum)
            FROM pg_attribute a
            WHERE a.attrelid = CAST(:table AS regclass)
              AND a.attnum > 0
              AND NOT a.attisdropped
              AND a.attname NOT IN ('request_id', 'job_execution_id', 'run_id', 'last_run_id',
                                    'maintenance_run_id', 'retention_action_id', 'entry_hash',
                                    'previous_hash')
              AND (:table NOT LIKE '%erasure_ledger'
                   OR (a.attname NOT IN ('id', 'batch_job_execution_id')
                       AND a.attname NOT LIKE '%hash%'))
              AND (:table NOT LIKE '%erasure_certificates' OR a.atttypid = 'bigint'::regtype)
              AND (:table NOT LIKE '%encryption_keys' OR a.attname IN ('key_id', 'purpose'))
              AND (:table NOT LIKE '%audit_log%'
                   OR a.attname IN ('action', 'schema_name', 'table_name', 'row_id'))
            """;

    /** What each row says but for the day on which it will be due. */
    List<String> contentsWithoutDueDay() {
        return union("SELECT '%1$s ' || (to_jsonb(t) - 'retention_until')::text FROM %1$s t");
    }

    /** Place and version of each row: equal lists mean that nothing was written. */
    public List<String> versions() {
        return union("SELECT '%1$s ' || ctid || ' ' || xmin FROM %1$s");
    }

    /** What each row says; instants after {@code since} are told as such only. */
    List<String> contents(OffsetDateTime since) {
        String each =
                tables().stream()
                        .map(table ->
                                "SELECT '%1$s ' || concat_ws(' | ', %2$s) FROM %1$s"
                                        .formatted(table, columns(table, since)))
                        .collect(Collectors.joining("\nUNION ALL\n"));
        return jdbc.sql(each).query(String.class).list().stream().sorted().toList();
    }

    /** What only one of two lists has, marked by the side; lists with all their repetitions. */
    public static List<String> differences(List<String> wanted, List<String> found) {
        List<String> missing = new ArrayList<>(wanted);
        found.forEach(missing::remove);
        List<String> more = new ArrayList<>(found);
        wanted.forEach(more::remove);
        return Stream.concat(
                        missing.stream().map(row -> "missing: " + row),
                        more.stream().map(row -> "too many: " + row))
                .toList();
    }

    private String columns(String table, OffsetDateTime since) {
        return jdbc.sql(COLUMNS)
                .param("table", table)
                .param("since", since.toString())
                .query(String.class)
                .single();
    }

    private List<String> union(String form) {
        String each =
                tables().stream().map(form::formatted).collect(Collectors.joining("\nUNION ALL\n"));
        return jdbc.sql(each).query(String.class).list().stream().sorted().toList();
    }

    private List<String> tables() {
        return jdbc.sql(TABLES).query(String.class).list();
    }
}
