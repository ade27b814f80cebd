package dev.matchmill.jobs.subject;

import dev.matchmill.migrations.SampleRows;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies the sample rows of people and tenants under another number: every text says "other", every
 * digest differs, references between copied tables follow.
 */
record RowCopies(JdbcClient jdbc, long from, long to) {

    private static final Set<String> COMMON =
            Set.of(
                    "public.embedding_models",
                    "public.skills",
                    "public.skill_aliases",
                    "public.application_status_transitions",
                    "public.flyway_schema_history",
                    "compliance.encryption_keys",
                    "compliance.data_classifications",
                    "compliance.audit_log",
                    "compliance.audit_rules",
                    "compliance.erasure_certificates",
                    "compliance.erasure_ledger",
                    "compliance.erasure_tasks",
                    "compliance.legal_holds",
                    "compliance.legal_hold_subjects",
                    "compliance.retention_actions",
                    "compliance.retention_plans",
                    "compliance.retention_plan_items",
                    "pipeline.fences",
                    "pipeline.match_generations",
                    "pipeline.match_looks");

    private static final String COLUMNS =
            """
            SELECT a.attname AS name, y.typname AS type, y.typtype = 'e' AS is_enum,
                   EXISTS (
                       SELECT 1
                       FROM pg_constraint f
                       WHERE f.conrelid = a.attrelid
                         AND f.contype = 'f'
                         AND f.conkey[1] = a.attnum
                         AND format('%I.%I', (SELECT nspname FROM pg_namespace n JOIN pg_class r ON r.relnamespace = n.oid WHERE r.oid = f.confrelid),
                                    (SELECT relname FROM pg_class r WHERE r.oid = f.confrelid)) = ANY (:common)) AS is_common
            FROM pg_attribute a
            JOIN pg_type y ON y.oid = a.atttypid
            WHERE a.attrelid = CAST(:table AS regclass)
              AND a.attnum > 0
              AND a.attgenerated = ''
              AND NOT a.attisdropped
            ORDER BY a.attnum
            """;

    private record Copied(String name, String type, boolean isEnum, boolean isCommon) {

        String value(long from, long to) {
            if (name.equals("char_count")) {
                return "t.char_count + length('other of ')";
            }
            if (isEnum || isCommon) {
                return "t." + name;
            }
            return switch (type) {
                case "int8" ->
                        "CASE WHEN t.%1$s = %2$d THEN %3$d ELSE t.%1$s END"
                                .formatted(name, from, to);
                case "text", "email_address" ->
                        "regexp_replace(t.%1$s, '( of |\\.of\\.|^organization\\.)', '\\1other\\1')::%2$s"
                                .formatted(name, type);
                case "sha256_digest" -> "sha256(t." + name + ")";
                case "jsonb", "jsonb_object", "jsonb_array" ->
                        "replace(replace(t.%1$s::text, ' of ', ' of other of '), '%2$d', '%3$d')::%4$s"
                                .formatted(name, from, to, type);
                default -> "t." + name;
            };
        }
    }

    void copy(SampleRows rows) {
        for (String table : rows.tables()) {
            if (!COMMON.contains(table)
                    && !table.startsWith("ops.")
                    && !table.startsWith("archive.")) {
                copy(table, rows.condition(table));
            }
        }
    }

    private void copy(String table, String condition) {
        List<Copied> columns =
                jdbc.sql(COLUMNS)
                        .param("table", table)
                        .param("common", COMMON.toArray(String[]::new))
                        .query((row, _) ->
                                new Copied(
                                        row.getString("name"),
                                        row.getString("type"),
                                        row.getBoolean("is_enum"),
                                        row.getBoolean("is_common")))
                        .list();
        String names =
                String.join(", ", columns.stream().map(c -> "\"" + c.name() + "\"").toList());
        String values = String.join(", ", columns.stream().map(c -> c.value(from, to)).toList());
        jdbc.sql(
                        "INSERT INTO %s (%s) SELECT %s FROM %s t WHERE %s"
                                .formatted(table, names, values, table, condition))
                .update();
    }
}
