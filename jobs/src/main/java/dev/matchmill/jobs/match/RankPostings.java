package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ranks the postings whose results can be other ones now, a page of them at a time. */
final class RankPostings implements Piece {

    private static final int PAGE = 20;
    private static final int ATTEMPTS = 5;

    private final Refresh refresh;
    private final Pools pools;
    private final Applicants applicants;
    private final EmbeddingStore embeddings;
    private final OpenPostings postings;
    private final RenewRanking renewal;
    private final StoreRankings store;
    private final Progress progress;
    private final RunReport report;
    private @Nullable List<PostingSide> concerned;
    private int from;

    RankPostings(
            Refresh refresh,
            Pools pools,
            Applicants applicants,
            EmbeddingStore embeddings,
            OpenPostings postings,
            RenewRanking renewal,
            StoreRankings store,
            Progress progress,
            RunReport report) {
        this.refresh = refresh;
        this.pools = pools;
        this.applicants = applicants;
        this.embeddings = embeddings;
        this.postings = postings;
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
            all = plan.postings().stream().filter(refresh::concerns).toList();
            concerned = all;
            progress.begin("match", all.size());
        }
        List<PostingSide> page = all.subList(from, Math.min(all.size(), from + PAGE));
        if (page.isEmpty()) {
            progress.end();
            return false;
        }
        from += page.size();
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
        Map<PostingId, OpenPosting> open = postings.of(ids);
        Map<PostingId, Pool> inUse = pools.of(ids);
        Map<PostingId, Set<CandidateId>> applied = applicants.of(ids);
        Map<PostingId, List<Long>> published = store.published(ids);
        Map<Long, Embedding> queries =
                embeddings.wholes(
                        plan.model(),
                        EntityType.POSTING,
                        ids.stream().map(PostingId::value).toList());
        List<Renewed> renewed = new ArrayList<>();
        for (PostingSide side : page) {
            OpenPosting posting = open.get(side.id());
            Embedding query = queries.get(side.id().value());
            List<Long> shown = published.getOrDefault(side.id(), List.of());
            if (!side.isMatched() || posting == null || query == null) {
                renewed.add(new Renewed(side, Ranking.NOBODY, true));
            } else {
                Optional<Renewed> found =
                        renewal.renew(
                                plan,
                                side,
                                posting,
                                query,
                                applied.getOrDefault(side.id(), Set.of()),
                                inUse.getOrDefault(side.id(), Pool.EMPTY),
                                shown);
                found.ifPresent(renewed::add);
            }
        }
        return renewed;
    }
}
