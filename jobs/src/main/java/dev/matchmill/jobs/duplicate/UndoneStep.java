package dev.matchmill.jobs.duplicate;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step of a merge, the other way round.
 *
 * @param kind label of {@code merge_change_kind}
 * @param keys columns that find a row
 * @param columns what the step changed in any of its rows
 */
record UndoneStep(int step, String table, String kind, List<String> keys, List<String> columns) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)?");

    // A text is one thing: half of a newer one and half of the old are none.
    private static final Set<String> WHOLE = Set.of("pipeline.candidate_texts");

    UndoneStep {
        keys = List.copyOf(keys);
        columns = List.copyOf(columns);
        // Read from a table: only names of ours become part of a statement.
        if (!Stream.concat(Stream.of(table), Stream.concat(keys.stream(), columns.stream()))
                .allMatch(name -> NAME.matcher(name).matches())) {
            throw new IllegalArgumentException("no name of a table or column in step " + step);
        }
    }

    /** With the parameters merge, survivor and merged. */
    String sql() {
        return switch (kind) {
            case "moved" -> moveBack();
            case "changed" -> restore();
            case "added" -> remove();
            default -> throw new IllegalArgumentException("cannot be undone: " + kind);
        };
    }

    // Whoever took the row away meanwhile, keeps it.
    private String moveBack() {
        String owner =
                columns.stream()
                        .filter(it -> it.equals("candidate_id") || it.equals("merged_into_id"))
                        .findFirst()
                        .orElseThrow();
        return "UPDATE "
                + table
                + " t SET "
                + columns.stream().map(it -> it + " = r." + it).collect(Collectors.joining(", "))
                + from()
                + " AND t."
                + owner
                + " = :survivor";
    }

    private String restore() {
        String assignments =
                columns.stream()
                        .map(it ->
                                it
                                        + " = CASE WHEN jsonb_exists(c.before_values, '"
                                        + it
                                        + "') AND "
                                        + isAsLeft(it)
                                        + " THEN r."
                                        + it
                                        + " ELSE t."
                                        + it
                                        + " END")
                        .collect(Collectors.joining(", "));
        String sql = "UPDATE " + table + " t SET " + assignments + from();
        if (WHOLE.contains(table)) {
            sql +=
                    columns.stream()
                            .map(it ->
                                    " AND (NOT jsonb_exists(c.after_values, '"
                                            + it
                                            + "') OR "
                                            + isAsLeft(it)
                                            + ")")
                            .collect(Collectors.joining());
        }
        // A newer document may be the first by now; there is one of each kind.
        return table.equals("public.candidate_documents")
                ? sql
                        + " AND NOT EXISTS (SELECT FROM candidate_documents o WHERE o.candidate_id"
                        + " = t.candidate_id AND o.kind = t.kind AND o.is_primary)"
                : sql;
    }

    private String remove() {
        return "DELETE FROM "
                + table
                + " t USING pipeline.candidate_merge_changes c WHERE "
                + rows()
                + " AND to_jsonb(t) @> c.after_values";
    }

    private static String isAsLeft(String column) {
        return "coalesce(to_jsonb(t." + column + "), 'null') = c.after_values -> '" + column + "'";
    }

    private String from() {
        return " FROM pipeline.candidate_merge_changes c CROSS JOIN LATERAL"
                + " jsonb_populate_record(CAST(NULL AS "
                + table
                + "), c.before_values) r WHERE "
                + rows();
    }

    private String rows() {
        return "c.merge_id = :merge AND c.step_no = "
                + step
                + " AND CAST(c.kind AS text) = '"
                + kind
                + "' AND "
                + keys.stream()
                        .map(it -> "t." + it + " = CAST(c.row_key ->> '" + it + "' AS bigint)")
                        .collect(Collectors.joining(" AND "));
    }
}
