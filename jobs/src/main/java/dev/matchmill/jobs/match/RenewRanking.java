package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.migrations.type.CandidateId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ranks one posting anew at the cost of what changed. Its pool is searched only when it has none
 * for this vector and scope, or when more members left than the reserve makes up for. Otherwise the
 * changed candidates are taken out, and those of them who are near enough come back with the exact
 * similarity that a search gives them.
 *
 * <p>So the pool is what a search over the same data finds, in every bit, wherever a search is
 * exact. Through the HNSW index a search can miss somebody; a pool then keeps missing him until he
 * changes or the posting is searched again, and everybody who changed since is in it by exact
 * comparison. It never knows less than the index did.
 */
record RenewRanking(Refresh refresh, RankCandidates ranking, MatchSettings settings) {

    /** The posting's pool after the changes; empty when it must be searched. */
    Optional<Pool> pool(RefreshPlan plan, PostingSide side, Pool before) {
        if (side.work() == Work.SEARCH) {
            return Optional.empty();
        }
        Pool after =
                before.after(
                        plan.changed()::contains, refresh.near(side.id()), settings.searched());
        return Optional.of(after).filter(pool -> pool.isEnoughFor(settings.neighbours()));
    }

    /**
     * The posting's ranking from its pool after the changes.
     *
     * @param applied who has a running application to it
     * @param before its pool as of the last refresh
     * @param after what {@link #pool} gave
     * @param published candidates whom it shows, best first
     * @return empty if nothing about it changed after all
     */
    Optional<Renewed> renew(
            RefreshPlan plan,
            PostingSide side,
            OpenPosting posting,
            Embedding query,
            Set<CandidateId> applied,
            Pool before,
            Pool after,
            List<Long> published) {
        if (side.work() == Work.RANK) {
            return Optional.of(anew(plan, side, posting, query, applied, after.unscored()));
        }
        if (after.equals(before) && !refresh.isTouched(side.id())) {
            return Optional.empty();
        }
        ChangedCandidates changed = plan.changed();
        // Whoever applied and was pushed out of the pool is ranked all the same.
        Set<Long> were = before.members().map(PoolMember::candidate).collect(Collectors.toSet());
        Ranking ranked =
                ranking.rank(
                        plan.model(),
                        posting,
                        query,
                        applied,
                        after,
                        candidate -> changed.contains(candidate) || were.contains(candidate),
                        published);
        boolean isOther =
                !ranked.top().equals(published)
                        || ranked.top().stream().anyMatch(changed::contains);
        return Optional.of(new Renewed(side, ranked, isOther));
    }

    /**
     * The posting's ranking from nothing but whom a search found.
     *
     * @param found by similarity descending, then id
     */
    Renewed searched(
            RefreshPlan plan,
            PostingSide side,
            OpenPosting posting,
            Embedding query,
            Set<CandidateId> applied,
            List<Neighbour> found) {
        return anew(plan, side, posting, query, applied, Pool.found(found, settings.searched()));
    }

    private Renewed anew(
            RefreshPlan plan,
            PostingSide side,
            OpenPosting posting,
            Embedding query,
            Set<CandidateId> applied,
            Pool pool) {
        return new Renewed(
                side,
                ranking.rank(plan.model(), posting, query, applied, pool, _ -> true, List.of()),
                true);
    }
}
