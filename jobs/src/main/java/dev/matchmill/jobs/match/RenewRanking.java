package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.CandidateId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks one posting anew at the cost of what changed. Its pool is searched only when it has none
 * for this vector and scope, or when more members left than the reserve makes up for. Otherwise the
 * changed candidates are taken out, and those of them who are near enough come back with the exact
 * similarity that a search gives them.
 *
 * <p>So the pool is what a search over the same data finds, in every bit, wherever a search is
 * exact: where it compares all candidates of an organization (up to 1,000). Through the HNSW index
 * a search can miss somebody; a pool then keeps missing him until he changes or the posting is
 * searched again, and everybody who changed since is in it by exact comparison. It never knows less
 * than the index did.
 */
record RenewRanking(
        Refresh refresh,
        NearestCandidates nearest,
        RankCandidates ranking,
        MatchSettings settings,
        RunReport report) {

    /**
     * The posting's ranking now.
     *
     * @param applied who has a running application to it
     * @param before its pool as of the last refresh
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
            List<Long> published) {
        if (side.work() == Work.SEARCH) {
            return Optional.of(searched(plan, side, posting, query, applied));
        }
        ChangedCandidates changed = plan.changed();
        Pool after =
                before.after(
                        changed::contains, comers(plan, side, posting, query), settings.searched());
        if (!after.isEnoughFor(settings.neighbours())) {
            return Optional.of(searched(plan, side, posting, query, applied));
        }
        if (side.work() == Work.RANK) {
            return Optional.of(
                    new Renewed(
                            side,
                            ranking.rank(
                                    plan.model(),
                                    posting,
                                    query,
                                    applied,
                                    after.unscored(),
                                    _ -> true,
                                    List.of()),
                            true));
        }
        if (after.equals(before) && !refresh.isTouched(side.id())) {
            return Optional.empty();
        }
        Ranking ranked =
                ranking.rank(
                        plan.model(), posting, query, applied, after, changed::contains, published);
        boolean isOther =
                !ranked.top().equals(published)
                        || ranked.top().stream().anyMatch(changed::contains);
        return Optional.of(new Renewed(side, ranked, isOther));
    }

    private Renewed searched(
            RefreshPlan plan,
            PostingSide side,
            OpenPosting posting,
            Embedding query,
            Set<CandidateId> applied) {
        int wanted = settings.searched();
        List<Neighbour> found = nearest.find(plan.model(), query, filter(posting), wanted);
        report.comparedPairs().addAndGet(plan.sizes().of(side.organization()));
        Ranking ranked =
                ranking.rank(
                        plan.model(),
                        posting,
                        query,
                        applied,
                        Pool.found(found, wanted),
                        _ -> true,
                        List.of());
        return new Renewed(side, ranked, true);
    }

    private List<Neighbour> comers(
            RefreshPlan plan, PostingSide side, OpenPosting posting, Embedding query) {
        List<CandidateId> near = refresh.near(side.id());
        return nearest.of(plan.model(), query, filter(posting), near);
    }

    private static CandidateFilter filter(OpenPosting posting) {
        return new CandidateFilter(posting.scope(), List.of());
    }
}
