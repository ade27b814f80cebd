package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.VectorBlock;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.ChangedCandidates.Changed;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.PostingId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares changed candidates, a block at a time, with the postings that keep their pool, and notes
 * whose results they can change: a posting whose pool holds one of them or who applied to it, and
 * one to which one of them is as near as the pool reaches. A full refresh compares nothing here.
 */
final class CompareCandidates implements Piece {

    private static final int BLOCK = 1_000;
    private static final int PAGE = 500;

    private final Refresh refresh;
    private final JdbcClient jdbc;
    private final Pools pools;
    private final EmbeddingStore embeddings;
    private final Progress progress;
    private final RunReport report;
    private int from;

    CompareCandidates(
            Refresh refresh,
            JdbcClient jdbc,
            Pools pools,
            EmbeddingStore embeddings,
            Progress progress,
            RunReport report) {
        this.refresh = refresh;
        this.jdbc = jdbc;
        this.pools = pools;
        this.embeddings = embeddings;
        this.progress = progress;
        this.report = report;
    }

    @Override
    public boolean next() {
        RefreshPlan plan = refresh.plan().filter(p -> !p.isFull()).orElse(null);
        if (plan == null) {
            return false;
        }
        if (from == 0) {
            progress.begin("compare", plan.changed().size());
        }
        List<Changed> block = plan.changed().slice(from, BLOCK);
        if (block.isEmpty()) {
            progress.end();
            return false;
        }
        from += BLOCK;
        compare(plan, block);
        progress.advance(block.size());
        return true;
    }

    private void compare(RefreshPlan plan, List<Changed> block) {
        Set<Long> ids = block.stream().map(Changed::id).collect(Collectors.toSet());
        new Applicants(jdbc).postingsOf(ids).forEach(refresh::touch);
        List<Long> present = block.stream().filter(c -> c.hash() != null).map(Changed::id).toList();
        VectorBlock vectors = VectorBlock.read(jdbc, plan.model(), present);
        Map<Long, Set<Long>> organizations = new CandidateStates(jdbc).organizations(present);
        List<PostingSide> postings =
                plan.postings().stream().filter(PostingSide::isComparable).toList();
        for (int at = 0; at < postings.size(); at += PAGE) {
            List<PostingSide> page = postings.subList(at, Math.min(postings.size(), at + PAGE));
            List<PostingId> pageIds = page.stream().map(PostingSide::id).toList();
            Map<PostingId, Pool> inUse = pools.of(pageIds);
            SortedMap<Long, Embedding> queries = queries(plan, pageIds);
            for (PostingSide posting : page) {
                Pool pool = inUse.getOrDefault(posting.id(), Pool.EMPTY);
                if (pool.holdsAny(ids::contains)) {
                    refresh.touch(posting.id());
                }
                Embedding query = queries.get(posting.id().value());
                if (query != null) {
                    compare(posting, pool, query.toArray(), vectors, organizations);
                }
            }
        }
    }

    private void compare(
            PostingSide posting,
            Pool pool,
            float[] query,
            VectorBlock vectors,
            Map<Long, Set<Long>> organizations) {
        long pairs = 0;
        Long scope = posting.organization();
        for (int i = 0; i < vectors.size(); i++) {
            long candidate = vectors.id(i);
            boolean isInScope =
                    scope == null
                            || organizations.getOrDefault(candidate, Set.of()).contains(scope);
            if (isInScope) {
                pairs++;
                if (pool.mayTake(vectors.similarity(i, query), VectorBlock.TOLERANCE)) {
                    refresh.near(posting.id(), candidate);
                }
            }
        }
        report.comparedPairs().addAndGet(pairs);
    }

    private SortedMap<Long, Embedding> queries(RefreshPlan plan, Collection<PostingId> postings) {
        return embeddings.wholes(
                plan.model(), EntityType.POSTING, postings.stream().map(PostingId::value).toList());
    }
}
