package dev.matchmill.jobs.duplicate;

import dev.matchmill.embeddings.search.Eligibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys of all candidates who may be compared, and up to which state they are. Who may not be
 * found may not be compared either.
 */
record IdentityKeys(JdbcClient jdbc, DuplicateSettings settings) {

    // An hour back, for what was written in transactions that ended after later ones; the oldest
    // first, so that a search that was ended goes on where it was.
    private static final String CHANGED =
            """
            SELECT c.id, c.updated_at
            FROM candidates c
            LEFT JOIN pipeline.identity_states s ON s.candidate_id = c.id
            WHERE c.is_active
              AND c.deleted_at IS NULL
              AND c.updated_at >= (SELECT coalesce(max(compared_updated_at) - interval '1 hour',
                                                   '-infinity')
                                   FROM pipeline.identity_states)
              AND s.compared_updated_at IS DISTINCT FROM c.updated_at
            ORDER BY c.updated_at, c.id
            LIMIT :limit
            """;

    private static final String COMPARABLE =
            "SELECT c.id FROM candidates c WHERE c.id = ANY (CAST(:ids AS bigint[]))\n"
                    + Eligibility.ANYWHERE
                    + "ORDER BY c.id";

    private static final String LOCK = COMPARABLE + " FOR SHARE OF c";

    private static final String SEEN =
            """
            INSERT INTO pipeline.identity_states AS s (candidate_id, compared_updated_at)
            SELECT c.id, c.updated_at
            FROM candidates c
            WHERE c.id = ANY (CAST(:ids AS bigint[]))
            ORDER BY c.id
            ON CONFLICT (candidate_id) DO UPDATE
            SET compared_updated_at = EXCLUDED.compared_updated_at
            """;

    private static final String FORGET_STATES = "DELETE FROM pipeline.identity_states";

    private static final String DROP =
            """
            DELETE FROM pipeline.identity_keys
            WHERE candidate_id = ANY (CAST(:ids AS bigint[]))
            """;

    private static final String ADD =
            """
            INSERT INTO pipeline.identity_keys (candidate_id, kind, key_hash)
            SELECT *
            FROM unnest(CAST(:ids AS bigint[]), CAST(:kinds AS text[]), CAST(:hashes AS bigint[]))
            ON CONFLICT DO NOTHING
            """;

    // One look into the index for each key, which ends where it decides: a number of a million
    // holders
    // costs as much as one of six.
    private static final String PAIRS =
            """
            WITH shared AS MATERIALIZED (
                SELECT d.mine, d.most,
                       ARRAY(SELECT x.candidate_id
                             FROM pipeline.identity_keys x
                             WHERE x.kind = d.kind
                               AND x.key_hash = d.key_hash
                             LIMIT d.most + 1) AS holders
                FROM (SELECT k.kind, k.key_hash, array_agg(k.candidate_id) AS mine,
                             CASE WHEN k.kind = ANY (CAST(:contacts AS text[]))
                                  THEN :maxShared ELSE :maxNamesakes END AS most
                      FROM pipeline.identity_keys k
                      WHERE k.candidate_id = ANY (CAST(:ids AS bigint[]))
                      GROUP BY k.kind, k.key_hash) d
            )
            SELECT DISTINCT least(m.id, o.id) AS first_id, greatest(m.id, o.id) AS second_id
            FROM shared s
            CROSS JOIN unnest(s.mine) AS m(id)
            CROSS JOIN unnest(s.holders) AS o(id)
            WHERE cardinality(s.holders) BETWEEN 2 AND s.most
              AND o.id <> m.id
            ORDER BY 1, 2
            """;

    private static final String COMMON =
            """
            SELECT d.kind, d.key_hash
            FROM (SELECT DISTINCT k.kind, k.key_hash
                  FROM pipeline.identity_keys k
                  WHERE k.candidate_id = ANY (CAST(:ids AS bigint[]))
                    AND k.kind = ANY (CAST(:contacts AS text[]))) d
            WHERE (SELECT count(*)
                   FROM (SELECT 1
                         FROM pipeline.identity_keys x
                         WHERE x.kind = d.kind
                           AND x.key_hash = d.key_hash
                         LIMIT :maxShared + 1) h) > :maxShared
            """;

    // Open proposals are few; their candidates' keys are looked up one by one.
    private static final String SHAKEN =
            """
            SELECT DISTINCT p.first_candidate_id AS first_id, p.second_candidate_id AS second_id
            FROM pipeline.duplicate_proposals p
            JOIN pipeline.identity_keys k ON k.candidate_id = p.first_candidate_id
            JOIN unnest(CAST(:kinds AS text[]), CAST(:hashes AS bigint[])) AS c(kind, key_hash)
              ON c.kind = k.kind AND c.key_hash = k.key_hash
            WHERE p.state = 'open'
            ORDER BY 1, 2
            """;

    private static final String[] CONTACTS =
            Arrays.stream(KeyKind.values())
                    .filter(KeyKind::isContact)
                    .map(KeyKind::label)
                    .toArray(String[]::new);

    /** Who changed since they were last compared, at most a batch. */
    List<Long> changed() {
        return jdbc.sql(CHANGED)
                .param("limit", settings.batchSize())
                .query((row, _) -> row.getLong("id"))
                .list();
    }

    /** Of these who may be compared. */
    SortedSet<Long> comparable(Collection<Long> ids) {
        return new TreeSet<>(
                jdbc.sql(COMPARABLE).param("ids", array(ids)).query(Long.class).list());
    }

    /**
     * As {@link #comparable}, and nobody of them is erased or merged until the transaction in
     * progress ends: keys are made of them.
     */
    SortedSet<Long> lock(Collection<Long> ids) {
        return new TreeSet<>(jdbc.sql(LOCK).param("ids", array(ids)).query(Long.class).list());
    }

    /** The keys of the given become those of their identities; who has none here loses theirs. */
    void replace(Collection<Long> ids, Map<Long, Identity> identities) {
        jdbc.sql(DROP).param("ids", array(ids)).update();
        List<Long> owners = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        identities.forEach((id, identity) -> {
            for (IdentityKey key : IdentityKey.of(identity)) {
                owners.add(id);
                kinds.add(key.kind().label());
                hashes.add(key.hash());
            }
        });
        jdbc.sql(ADD)
                .param("ids", array(owners))
                .param("kinds", kinds.toArray(String[]::new))
                .param("hashes", array(hashes))
                .update();
        jdbc.sql(SEEN).param("ids", array(ids)).update();
    }

    /** Everybody counts as changed from now on. */
    void forgetStates() {
        jdbc.sql(FORGET_STATES).update();
    }

    /** The pairs of these with anybody who shares a key that is not everybody's. */
    List<Pair> pairs(Collection<Long> ids) {
        return jdbc.sql(PAIRS)
                .param("ids", array(ids))
                .param("contacts", CONTACTS)
                .param("maxShared", settings.maxShared())
                .param("maxNamesakes", settings.maxNamesakes())
                .query((row, _) -> new Pair(row.getLong("first_id"), row.getLong("second_id")))
                .list();
    }

    /** Of the contacts of these those that too many share. */
    Set<IdentityKey> common(Collection<Long> ids) {
        return new HashSet<>(
                jdbc.sql(COMMON)
                        .param("ids", array(ids))
                        .param("contacts", CONTACTS)
                        .param("maxShared", settings.maxShared())
                        .query((row, _) ->
                                new IdentityKey(
                                        KeyKind.of(row.getString("kind")), row.getLong("key_hash")))
                        .list());
    }

    /** Open proposals of whoever has one of these keys: it may have become everybody's just now. */
    List<Pair> shaken(Set<IdentityKey> common) {
        if (common.isEmpty()) {
            return List.of();
        }
        List<IdentityKey> keys = List.copyOf(common);
        return jdbc.sql(SHAKEN)
                .param("kinds", keys.stream().map(key -> key.kind().label()).toArray(String[]::new))
                .param("hashes", keys.stream().map(IdentityKey::hash).toArray(Long[]::new))
                .query((row, _) -> new Pair(row.getLong("first_id"), row.getLong("second_id")))
                .list();
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}
