package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.migrations.type.CandidateId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares two models by the neighbours that they give the same postings. Only reads. */
public final class CompareModels {

    private final JdbcClient jdbc;
    private final EmbeddingStore store;
    private final ModelRankings rankings;

    public CompareModels(DataSource source) {
        this.jdbc = JdbcClient.create(source);
        this.store = new EmbeddingStore(source);
        this.rankings = new ModelRankings(new NearestCandidates(source), store);
    }

    /**
     * Compares them on judged postings first, and then on others.
     *
     * @param k how many of the nearest, at least 1
     * @param limit postings at most
     */
    public ModelComparison compare(StoredModel first, StoredModel second, int k, int limit) {
        List<ComparedPosting> postings =
                new ComparedPostings(jdbc).of(first.id(), second.id(), limit, false);
        List<Double> overlaps = new ArrayList<>();
        List<Double> gainsOfFirst = new ArrayList<>();
        List<Double> gainsOfSecond = new ArrayList<>();
        List<Double> shifts = new ArrayList<>();
        int depth = Math.max(k, ModelRankings.GAIN_DEPTH);
        for (ComparedPosting posting : postings) {
            List<Neighbour> a = rankings.best(first.id(), posting, depth);
            List<Neighbour> b = rankings.best(second.id(), posting, depth);
            Set<CandidateId> topOfFirst = top(a, k);
            Set<CandidateId> topOfSecond = top(b, k);
            int full = Math.max(topOfFirst.size(), topOfSecond.size());
            Set<CandidateId> common = new HashSet<>(topOfFirst);
            common.retainAll(topOfSecond);
            overlaps.add(full == 0 ? 1.0 : (double) common.size() / full);
            if (posting.isJudged()) {
                gainsOfFirst.add(ModelRankings.gain(posting, a));
                gainsOfSecond.add(ModelRankings.gain(posting, b));
            }
            topOfFirst.addAll(topOfSecond);
            shifts.addAll(shifts(first, second, posting, topOfFirst));
        }
        return new ModelComparison(
                first.label(),
                second.label(),
                k,
                postings.size(),
                mean(overlaps),
                gainsOfFirst.size(),
                mean(gainsOfFirst),
                mean(gainsOfSecond),
                shifts.size(),
                mean(shifts),
                percentile95(shifts),
                store.behindCandidateCount(first.id()),
                store.behindCandidateCount(second.id()));
    }

    /** Each model scores the pair with its own vectors; only the two numbers meet. */
    private List<Double> shifts(
            StoredModel first,
            StoredModel second,
            ComparedPosting posting,
            Set<CandidateId> candidates) {
        Map<CandidateId, Double> before =
                rankings.of(first.id(), posting, candidates).stream()
                        .collect(Collectors.toMap(Neighbour::candidate, Neighbour::similarity));
        return rankings.of(second.id(), posting, candidates).stream()
                .filter(n -> before.containsKey(n.candidate()))
                .map(n -> n.similarity() - before.getOrDefault(n.candidate(), 0.0))
                .toList();
    }

    private static Set<CandidateId> top(List<Neighbour> ranking, int k) {
        return ranking.stream()
                .limit(k)
                .map(Neighbour::candidate)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable Double mean(List<Double> values) {
        return values.isEmpty()
                ? null
                : values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static @Nullable Double percentile95(List<Double> shifts) {
        if (shifts.isEmpty()) {
            return null;
        }
        List<Double> sizes = shifts.stream().map(Math::abs).sorted().toList();
        return sizes.get((int) Math.ceil(.95 * sizes.size()) - 1);
    }
}
