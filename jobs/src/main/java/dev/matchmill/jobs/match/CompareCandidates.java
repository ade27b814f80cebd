package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.Comparison;
import dev.matchmill.embeddings.search.VectorBlock;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.ChangedCandidates.Changed;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.PostingId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
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
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Pools pools;
    private final EmbeddingStore embeddings;
    private final Progress progress;
    private final RunReport report;
    private int from;

    CompareCandidates(
            Refresh refresh,
            DataSource dataSource,
            Pools pools,
            EmbeddingStore embeddings,
            Progress progress,
            RunReport report) {
        this.refresh = refresh;
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
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
        VectorBlock vectors =
                VectorBlock.read(
                        dataSource,
                        plan.model(),
                        present.stream().mapToLong(Long::longValue).toArray());
        Map<Long, Set<Long>> organizations = new CandidateStates(jdbc).organizations(present);
        ScopeSizes compared = ScopeSizes.of(vectors, organizations);
        List<PostingSide> postings =
                plan.postings().stream().filter(PostingSide::isComparable).toList();
        for (int at = 0; at < postings.size(); at += PAGE) {
            List<PostingSide> page = postings.subList(at, Math.min(postings.size(), at + PAGE));
            Map<PostingId, Pool> inUse = pools.of(page.stream().map(PostingSide::id).toList());
            for (PostingSide posting : page) {
                if (inUse.getOrDefault(posting.id(), Pool.EMPTY).holdsAny(ids::contains)) {
                    refresh.touch(posting.id());
                }
                report.comparedPairs().addAndGet(compared.of(posting.organization()));
            }
            compare(plan, page, inUse, vectors, organizations);
        }
    }

    private void compare(
            RefreshPlan plan,
            List<PostingSide> postings,
            Map<PostingId, Pool> inUse,
            VectorBlock vectors,
            Map<Long, Set<Long>> organizations) {
        SortedMap<Long, Embedding> queries =
                embeddings.wholes(
                        plan.model(),
                        EntityType.POSTING,
                        postings.stream().map(posting -> posting.id().value()).toList());
        List<PostingSide> asked =
                postings.stream().filter(p -> queries.containsKey(p.id().value())).toList();
        List<Pool> reached =
                asked.stream().map(p -> inUse.getOrDefault(p.id(), Pool.EMPTY)).toList();
        List<float[]> components =
                asked.stream()
                        .map(p -> Objects.requireNonNull(queries.get(p.id().value())).toArray())
                        .toList();
        try (Comparison comparison = new Comparison(components)) {
            comparison.compare(vectors, new NearPool(refresh, asked, reached, organizations));
        }
    }
}
