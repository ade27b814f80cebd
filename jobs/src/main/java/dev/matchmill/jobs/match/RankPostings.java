package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.jobs.run.ItemsAtWork;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the postings whose results can be other ones now, a page of them at a time. Those that must
 * be searched come first and are searched many at once.
 */
final class RankPostings implements Piece {

    private static final int PAGE = 100;

    /** Postings searched together: their neighbours stay in memory until they are ranked. */
    private static final int SEARCHED = 2_000;

    private static final int ATTEMPTS = 5;

    // Those of one scope side by side, so that many of them are searched together.
    private static final Comparator<PostingSide> SEARCHED_FIRST =
            Comparator.comparing((PostingSide posting) -> posting.work() != Work.SEARCH)
                    .thenComparing(
                            PostingSide::organization,
                            Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(PostingSide::id);

    private final Refresh refresh;
    private final Pools pools;
    private final Applicants applicants;
    private final EmbeddingStore embeddings;
    private final OpenPostings postings;
    private final SearchGroups search;
    private final RenewRanking renewal;
    private final StoreRankings store;
    private final Progress progress;
    private final RunReport report;
    private final Map<PostingId, List<Neighbour>> found = new HashMap<>();
    private @Nullable List<PostingSide> concerned;
    private int from;

    RankPostings(
            Refresh refresh,
            Pools pools,
            Applicants applicants,
            EmbeddingStore embeddings,
            OpenPostings postings,
            SearchGroups search,
            RenewRanking renewal,
            StoreRankings store,
            Progress progress,
            RunReport report) {
        this.refresh = refresh;
        this.pools = pools;
        this.applicants = applicants;
        this.embeddings = embeddings;
        this.postings = postings;
        this.search = search;
        this.renewal = renewal;
        this.store = store;
        this.progress = progress;
        this.report = report;
    }

    @Override
    public boolean next() {
        RefreshPlan plan = refresh.plan().orElse(null);
        if (plan == null) {
            return false;
        }
        List<PostingSide> all = concerned;
        if (all == null) {
            all =
                    plan.postings().stream()
                            .filter(refresh::concerns)
                            .sorted(SEARCHED_FIRST)
                            .toList();
            concerned = all;
            progress.begin("match", all.size());
        }
        if (from % SEARCHED == 0) {
            found.clear();
            found.putAll(search.search(plan, toSearch(all.subList(from, all.size()))));
        }
        List<PostingSide> page = all.subList(from, Math.min(all.size(), from + PAGE));
        if (page.isEmpty()) {
            progress.end();
            return false;
        }
        from += page.size();
        ItemsAtWork.are("posting", page.stream().map(one -> one.id().value()).toList());
        rank(plan, page);
        progress.advance(page.size());
        return true;
    }

    // Who was erased since the look at hashes must not come in by the back door: the writer leaves
    // such postings out, and they are searched anew.
    private void rank(RefreshPlan plan, List<PostingSide> page) {
        List<PostingSide> left = page;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException(
                        "candidates of " + left.size() + " postings change faster than they rank");
            }
            left =
                    store.write(plan, rankings(plan, left), report).stream()
                            .map(posting -> posting.with(Work.SEARCH))
                            .toList();
        }
    }

    private List<Renewed> rankings(RefreshPlan plan, List<PostingSide> page) {
        List<PostingId> ids = page.stream().map(PostingSide::id).toList();
        Map<PostingId, Pool> inUse = pools.of(ids);
        Map<PostingId, Pool> after = new HashMap<>();
        for (PostingSide side : page) {
            Pool before = inUse.getOrDefault(side.id(), Pool.EMPTY);
            renewal.pool(plan, side, before).ifPresent(pool -> after.put(side.id(), pool));
        }
        Map<PostingId, List<Neighbour>> near = near(plan, page, after.keySet());
        Map<PostingId, OpenPosting> open = postings.of(ids);
        Map<PostingId, Set<CandidateId>> applied = applicants.of(ids);
        Map<PostingId, List<Long>> published = store.published(ids);
        Map<Long, Embedding> queries =
                embeddings.wholes(
                        plan.model(),
                        EntityType.POSTING,
                        ids.stream().map(PostingId::value).toList());
        List<Renewed> renewed = new ArrayList<>();
        for (PostingSide side : page) {
            PostingId id = side.id();
            OpenPosting posting = open.get(id);
            Embedding query = queries.get(id.value());
            Set<CandidateId> applying = applied.getOrDefault(id, Set.of());
            Pool pool = after.get(id);
            if (!side.isMatched() || posting == null || query == null) {
                renewed.add(new Renewed(side, Ranking.NOBODY, true));
            } else if (pool == null) {
                List<Neighbour> found = near.getOrDefault(id, List.of());
                renewed.add(renewal.searched(plan, side, posting, query, applying, found));
            } else {
                renewal.renew(
                                plan,
                                side,
                                posting,
                                query,
                                applying,
                                inUse.getOrDefault(id, Pool.EMPTY),
                                pool,
                                published.getOrDefault(id, List.of()))
                        .ifPresent(renewed::add);
            }
        }
        return renewed;
    }

    // What was searched ahead is used once: who is searched again wants to see what changed.
    private Map<PostingId, List<Neighbour>> near(
            RefreshPlan plan, List<PostingSide> page, Set<PostingId> known) {
        Map<PostingId, List<Neighbour>> near = new HashMap<>();
        List<PostingSide> missing = new ArrayList<>();
        for (PostingSide side : page) {
            List<Neighbour> ahead = found.remove(side.id());
            if (ahead != null) {
                near.put(side.id(), ahead);
            } else if (!known.contains(side.id())) {
                missing.add(side);
            }
        }
        near.putAll(search.search(plan, missing));
        return near;
    }

    private static List<PostingSide> toSearch(List<PostingSide> coming) {
        return coming.stream()
                .limit(SEARCHED)
                .filter(posting -> posting.work() == Work.SEARCH)
                .toList();
    }
}
