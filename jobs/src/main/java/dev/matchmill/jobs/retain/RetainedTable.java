package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the rows of a table come under the rules of a class. The rows have the alias {@code d}; a
 * posting that is joined has {@code j}, a person {@code c}.
 *
 * @param schema schema of the table
 * @param table its name
 * @param retentionClass whose rules count
 * @param action which of them
 * @param ending how a row is ended
 * @param doer the job that ends them, such as {@code J20}; J17 is this package's own
 * @param parts SQL expressions and clauses by part; what is missing is NULL
 */
record RetainedTable(
        String schema,
        String table,
        RetentionClass retentionClass,
        RetentionAction action,
        Ending ending,
        String doer,
        Map<Part, String> parts) {

    /** The job of this package. */
    static final String OWN = "J17";

    /** How a row is ended. */
    enum Ending {
        /** The person with everything that leads to them. */
        PERSON,
        /** One application, live or archived, with what belongs to it alone. */
        APPLICATION,
        /** A login. */
        ACCOUNT,
        /** The rows themselves go. */
        ROWS,
        /** Not by this job. */
        ELSEWHERE
    }

    /** What a query is made of. */
    enum Part {
        /** The key: a bigint. */
        ID,
        /** FROM and joins, {@code d} first. */
        FROM,
        /** Rows that are not ended yet. */
        PENDING,
        /** The tenant. */
        ORGANIZATION,
        /** The person, for what is asked of one person. */
        CANDIDATE,
        /** Where the work is. */
        COUNTRY,
        /** Where the person lives; counts last. */
        HOME,
        STATE,
        CREATED_AT,
        LAST_ACTIVITY,
        STATUS_CHANGED,
        CLOSED,
        EXPIRED,
        /** True: under a legal hold. */
        HELD,
        /** What keeps the row although it is due, a phrase. */
        BLOCKER,
        /** True: restricted by a clash of rules already. */
        RESTRICTED,
        /** The stored day, where the table has one. */
        RETENTION_UNTIL,
        /** Statements that delete the rows of {@code :ids}, parted by semicolons. */
        DELETION
    }

    String name() {
        return schema + "." + table;
    }

    boolean isOwn() {
        return doer.equals(OWN);
    }

    /** Whether a clash can restrict its rows. */
    boolean isRestrictable() {
        return parts.containsKey(Part.RESTRICTED);
    }

    boolean hasRetentionUntil() {
        return parts.containsKey(Part.RETENTION_UNTIL);
    }

    /** Whether a cap counts its rows: those that can't be computed anew, and are about persons. */
    boolean isCapped() {
        return isOwn()
                && !List.of(
                                RetentionClass.EMBEDDING,
                                RetentionClass.MATCH_RESULT,
                                RetentionClass.PIPELINE_LOG,
                                RetentionClass.OPS_METRIC)
                        .contains(retentionClass);
    }

    List<String> deletions() {
        return Arrays.stream(part(Part.DELETION).split(";", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /**
     * The query of its rows with everything that decides, in the order of their keys.
     *
     * @param condition further condition, such as {@code AND d.id > :after}
     * @param suffix such as {@code LIMIT :limit}
     */
    String query(String condition, String suffix) {
        String clocks =
                Arrays.stream(RetentionAnchor.values())
                        .map(anchor -> part(Part.valueOf(anchor.name())) + " AS " + anchor.label())
                        .collect(Collectors.joining(", "));
        return """
        SELECT %s AS id, %s AS organization_id, o.timezone,
               coalesce(%s, o.country, %s) AS country, %s AS state, %s,
               coalesce(%s, false) AS held, %s AS blocker, coalesce(%s, false) AS restricted,
               %s AS retention_until
        FROM %s
        LEFT JOIN organizations o ON o.id = %s
        WHERE %s %s
        ORDER BY id
        %s
        """
                .formatted(
                        part(Part.ID),
                        part(Part.ORGANIZATION),
                        part(Part.COUNTRY),
                        part(Part.HOME),
                        part(Part.STATE),
                        clocks,
                        part(Part.HELD),
                        part(Part.BLOCKER),
                        part(Part.RESTRICTED),
                        part(Part.RETENTION_UNTIL),
                        part(Part.FROM),
                        part(Part.ORGANIZATION),
                        parts.getOrDefault(Part.PENDING, "true"),
                        condition,
                        suffix);
    }

    /** Rows of figures are grouped, which can't be locked; nobody changes them. */
    boolean isLockable() {
        return !schema.equals("ops");
    }

    String id() {
        return part(Part.ID);
    }

    /** The person's number, or NULL. */
    String candidate() {
        return part(Part.CANDIDATE);
    }

    private String part(Part part) {
        String declared = parts.get(part);
        return declared == null ? untyped(part) : declared;
    }

    // A NULL needs the type that the column has elsewhere.
    private static String untyped(Part part) {
        return switch (part) {
            case ORGANIZATION, CANDIDATE -> "NULL::bigint";
            case CREATED_AT, LAST_ACTIVITY, STATUS_CHANGED, CLOSED, EXPIRED -> "NULL::timestamptz";
            case HELD, RESTRICTED -> "false";
            case RETENTION_UNTIL -> "NULL::date";
            case COUNTRY, HOME, STATE, BLOCKER -> "NULL::text";
            case DELETION -> "";
            case ID, FROM, PENDING -> throw new IllegalStateException("no " + part);
        };
    }
}
