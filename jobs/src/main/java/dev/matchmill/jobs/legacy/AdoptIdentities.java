package dev.matchmill.jobs.legacy;

import java.time.LocalDate;
import java.time.Period;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes over the identifiers of the former sign-in provider: a user is found by them for six months
 * from the cut-over and not a day longer. Then the column goes. Restartable from the identifiers
 * that still stand in it.
 *
 * @param cutOver day of the move
 * @param limit rows of one transaction
 */
record AdoptIdentities(LegacyWrites writes, LegacySchema schema, LocalDate cutOver, int limit) {

    static final String TABLE = "users";
    static final String WHAT = "sign-in identifiers";

    /** How long a person can still sign in by the old identifier. */
    static final Period TRANSITION = Period.ofMonths(6);

    private static final String COLUMN = "clerk_id";

    // An identifier that another user has already is nobody's: it stays, and is counted.
    private static final String MATCHED =
            """
            FROM %s l
            JOIN public.users u ON u.email = lower(btrim(l.email))
            WHERE l.clerk_id IS NOT NULL
              AND NOT EXISTS (
                  SELECT 1
                  FROM public.user_legacy_identities i
                  WHERE i.provider = 'clerk'
                    AND i.external_id = l.clerk_id
                    AND i.user_id <> u.id)
            """;

    Adopted plan() {
        return isThere() ? new Adopted(TABLE, WHAT, matched(), unknown(), false) : nothing();
    }

    Adopted run() {
        if (!isThere()) {
            return nothing();
        }
        String statement =
                """
                WITH picked AS MATERIALIZED (
                    SELECT l.ctid AS place, l.clerk_id, u.id AS user_id
                    %s
                    LIMIT :limit
                    FOR UPDATE OF l
                ), kept AS (
                    INSERT INTO public.user_legacy_identities
                        (user_id, provider, external_id, retire_after)
                    SELECT user_id, 'clerk', clerk_id, :retire
                    FROM picked
                    ON CONFLICT (provider, external_id) DO NOTHING)
                UPDATE %s l
                SET clerk_id = NULL
                FROM picked
                WHERE l.ctid = picked.place
                """
                        .formatted(MATCHED.formatted(table()), table());
        long done = 0;
        long moved = limit;
        while (moved > 0) {
            moved =
                    writes.inNew(() ->
                            jdbc().sql(statement)
                                    .param("limit", limit)
                                    .param("retire", cutOver.plus(TRANSITION))
                                    .update());
            done += moved;
        }
        long unknown = unknown();
        if (unknown == 0) {
            PlainColumns.drop(writes, table(), COLUMN);
        }
        return new Adopted(TABLE, WHAT, done, unknown, unknown == 0);
    }

    private boolean isThere() {
        return schema.columns(jdbc(), TABLE).contains(COLUMN);
    }

    private static Adopted nothing() {
        return Adopted.nothing(TABLE, WHAT);
    }

    private long matched() {
        return count("SELECT count(*) " + MATCHED.formatted(table()));
    }

    private long unknown() {
        return count("SELECT count(*) FROM " + table() + " WHERE clerk_id IS NOT NULL") - matched();
    }

    private long count(String sql) {
        return jdbc().sql(sql).query(Long.class).single();
    }

    private String table() {
        return schema.table(TABLE);
    }

    private JdbcClient jdbc() {
        return writes.jdbc();
    }
}
