package dev.matchmill.jobs.duplicate;

import dev.matchmill.jobs.subject.SuppressionKey;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes two candidates one, in the transaction in progress: nothing of either is deleted, and every
 * change is recorded so that {@link UndoMerge} finds it. Rows follow as {@code references.txt}
 * says.
 */
public final class MergeCandidates {

    // In the order of the numbers: two merges at once wait for each other, and for documents that
    // are being stored.
    private static final String LOCK =
            """
            SELECT id, email, coalesce(merged_into_id, 0) AS merged_into,
                   anonymized_at IS NOT NULL AS is_erased, deleted_at IS NOT NULL AS is_deleted,
                   coalesce(user_id, 0) AS login, created_at
            FROM candidates
            WHERE id IN (:one, :other) OR merged_into_id IN (:one, :other)
            ORDER BY id
            FOR UPDATE
            """;

    private static final String BEGIN =
            """
            INSERT INTO pipeline.candidate_merges
                (survivor_id, merged_id, merged_at, merged_by_user_id)
            VALUES (:survivor, :merged, :now, :actor)
            RETURNING id
            """;

    private static final String COUNTS =
            """
            SELECT table_name, kind = 'kept' AS is_kept, count(*) AS count
            FROM pipeline.candidate_merge_changes
            WHERE merge_id = :merge
              AND kind IN ('moved', 'kept', 'added')
            GROUP BY table_name, kind = 'kept'
            ORDER BY table_name, is_kept
            """;

    private final DuplicateParts parts;
    private final DecisionContext context;

    public MergeCandidates(DuplicateParts parts, DecisionContext context) {
        this.parts = parts;
        this.context = context;
    }

    /** How it ended. */
    public sealed interface End {

        /**
         * They are one.
         *
         * @param followed rows that belong to the survivor now, or were copied, by table
         * @param kept rows that stay with the merged one, since the survivor has one that excludes
         *     them, by table
         */
        record Merged(
                long merge,
                long survivor,
                long merged,
                Map<String, Long> followed,
                Map<String, Long> kept)
                implements End {}

        /** Nothing changed. */
        record Refused(String why) implements End {}
    }

    private record Row(
            long id,
            String email,
            long mergedInto,
            boolean isErased,
            boolean isDeleted,
            long login,
            OffsetDateTime createdAt) {}

    /**
     * Merges them, or says why not.
     *
     * @param into the one who stays; empty: the one with an address, then a login, then the older
     */
    public End merge(long one, long other, Optional<Long> into) {
        if (one == other) {
            return new End.Refused("Candidate " + one + " is one already.");
        }
        if (into.isPresent() && into.get() != one && into.get() != other) {
            return new End.Refused("--into must be " + one + " or " + other + ".");
        }
        context.enter(parts.jdbc());
        Map<Long, Row> rows = lock(one, other);
        for (long id : List.of(one, other)) {
            Optional<String> obstacle = obstacle(id, rows.get(id));
            if (obstacle.isPresent()) {
                return new End.Refused(obstacle.get());
            }
        }
        if (!Tenants.of(parts.jdbc(), Set.of(one, other)).mayMeet(Pair.of(one, other))) {
            return new End.Refused(
                    "Candidates "
                            + one
                            + " and "
                            + other
                            + " belong to organizations that do not see each other's candidates.");
        }
        Row first = Objects.requireNonNull(rows.get(one));
        Row second = Objects.requireNonNull(rows.get(other));
        Row survivor = survivor(first, second, into);
        Row merged = survivor.id() == one ? second : first;
        if (isReserved(survivor) && !isReserved(merged)) {
            return new End.Refused(
                    "Candidate "
                            + survivor.id()
                            + " has no address: merge into "
                            + merged.id()
                            + ", which has one.");
        }
        return merge(survivor, merged);
    }

    private End merge(Row survivor, Row merged) {
        JdbcClient jdbc = parts.jdbc();
        Pair pair = Pair.of(survivor.id(), merged.id());
        // Before anything moves: afterwards both say the same.
        Comparison comparison = compare(pair);
        long merge =
                jdbc.sql(BEGIN)
                        .param("survivor", survivor.id())
                        .param("merged", merged.id())
                        .param("now", context.now())
                        .param("actor", context.actor())
                        .query(Long.class)
                        .single();
        MergeRecord record = new MergeRecord(jdbc, merge, survivor.id(), merged.id());
        MergedProfile profile = new MergedProfile(jdbc, record, survivor.id(), merged.id());
        boolean isNewer = profile.isNewer();
        profile.columns(isNewer);
        if (isNewer) {
            profile.yieldPrimary();
            profile.text();
        }
        for (Reference reference : References.declared()) {
            switch (reference.treatment()) {
                case MOVES -> record.move(reference);
                case COPIES -> record.copy(reference);
                case STAYS, PROFILE -> {}
            }
        }
        if (merged.login() > 0 && survivor.login() == 0) {
            profile.login(merged.login());
        }
        profile.close();
        new Decisions(parts, context).merged(pair, comparison, merge);
        return new End.Merged(
                merge, survivor.id(), merged.id(), counts(merge, false), counts(merge, true));
    }

    private Comparison compare(Pair pair) {
        Map<Long, Identity> both =
                new IdentityReader(parts.jdbc()).read(List.of(pair.first(), pair.second()));
        return Comparison.of(
                Objects.requireNonNull(both.get(pair.first())),
                Objects.requireNonNull(both.get(pair.second())));
    }

    private Map<Long, Row> lock(long one, long other) {
        Map<Long, Row> rows = new LinkedHashMap<>();
        parts.jdbc()
                .sql(LOCK)
                .param("one", one)
                .param("other", other)
                .query(row -> {
                    rows.put(
                            row.getLong("id"),
                            new Row(
                                    row.getLong("id"),
                                    row.getString("email"),
                                    row.getLong("merged_into"),
                                    row.getBoolean("is_erased"),
                                    row.getBoolean("is_deleted"),
                                    row.getLong("login"),
                                    row.getObject("created_at", OffsetDateTime.class)));
                });
        return rows;
    }

    private static Optional<String> obstacle(long id, @Nullable Row row) {
        String who = "Candidate " + id;
        if (row == null) {
            return Optional.of("There is no candidate " + id + ".");
        }
        if (row.mergedInto() > 0) {
            return Optional.of(
                    who + " was merged into candidate " + row.mergedInto() + ": name that one.");
        }
        if (row.isErased()) {
            return Optional.of(who + " was erased: nothing of it is left that could be merged.");
        }
        return row.isDeleted()
                ? Optional.of(who + " was deleted: restore it first.")
                : Optional.empty();
    }

    private static Row survivor(Row one, Row other, Optional<Long> into) {
        if (into.isPresent()) {
            return into.get() == one.id() ? one : other;
        }
        List<Row> both = new ArrayList<>(List.of(one, other));
        both.sort(
                Comparator.comparing(MergeCandidates::isReserved)
                        .thenComparing(row -> row.login() == 0)
                        .thenComparing(Row::createdAt)
                        .thenComparing(Row::id));
        return both.getFirst();
    }

    private static boolean isReserved(Row row) {
        return SuppressionKey.isReserved(row.email());
    }

    private Map<String, Long> counts(long merge, boolean isKept) {
        Map<String, Long> counts = new LinkedHashMap<>();
        parts.jdbc()
                .sql(COUNTS)
                .param("merge", merge)
                .query(row -> {
                    if (row.getBoolean("is_kept") == isKept) {
                        counts.put(row.getString("table_name"), row.getLong("count"));
                    }
                });
        return counts;
    }
}
