package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.jobs.run.ItemsAtWork;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks postings, a page of them at a time, and writes their rankings. Those that must be searched
 * are searched ahead, many at once. Confined to one step.
 */
final class RankPage {

    /** Postings ranked and written at once. */
    static final int SIZE = 100;

    private static final int ATTEMPTS = 5;

    private final Pools pools;
    private final Applicants applicants;
    private final EmbeddingStore embeddings;
    private final OpenPostings postings;
    private final SearchGroups search;
    private final RenewRanking renewal;
    private final StoreRankings store;
    private final RunReport report;
    private final Map<PostingId, List<Neighbour>> found = new HashMap<>();

    RankPage(
            Pools pools,
            Applicants applicants,
            EmbeddingStore embeddings,
            OpenPostings postings,
            SearchGroups search,
            RenewRanking renewal,
            StoreRankings store,
            RunReport report) {
        this.pools = pools;
        this.applicants = applicants;
        this.embeddings = embeddings;
        this.postings = postings;
        this.search = search;
        this.renewal = renewal;
        this.store = store;
        this.report = report;
    }

    /** Searches for postings that are ranked next; their neighbours stay in memory until then. */
    void searchAhead(RefreshPlan plan, Collection<PostingSide> coming) {
        found.clear();
        found.putAll(search.search(plan, coming));
    }

    /** Ranks and writes them. */
    void rank(RefreshPlan plan, List<PostingSide> page) {
        ItemsAtWork.are("posting", page.stream().map(one -> one.id().value()).toList());
        List<PostingSide> left = page;
        // Who was erased since the look at hashes must not come in by the back door: the writer
        // leaves such postings out, and they are searched anew.
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
}
