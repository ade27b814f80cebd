package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks the candidates of one posting: the nearest by vector through the HNSW index and everybody
 * who applied, all scored alike.
 */
record RankCandidates(
        EmbeddingStore embeddings,
        NearestCandidates nearest,
        Applicants applicants,
        CandidateFactsReader facts,
        Scorer scorer,
        MatchSettings settings) {

    /** Best first; equal scores by candidate id. */
    private static final Comparator<MatchScore> BEST_FIRST =
            Comparator.comparingDouble(MatchScore::score)
                    .reversed()
                    .thenComparing(MatchScore::candidate);

    /**
     * The ranking of a posting.
     *
     * @param top at most {@code settings.top()} matches, best first
     * @param applied scores of those who applied, among the top or not
     */
    record Ranking(List<MatchScore> top, List<MatchScore> applied) {}

    Ranking rank(ModelId model, OpenPosting posting) {
        Optional<Embedding> query =
                embeddings.whole(model, EntityType.POSTING, posting.id().value());
        if (query.isEmpty()) {
            return new Ranking(List.of(), List.of());
        }
        Map<CandidateId, Double> similarities = new HashMap<>();
        CandidateFilter filter = new CandidateFilter(posting.scope(), List.of());
        for (Neighbour neighbour :
                nearest.find(model, query.get(), filter, settings.neighbours())) {
            similarities.put(neighbour.candidate(), neighbour.similarity());
        }
        Set<CandidateId> applied = applicants.of(posting.id());
        List<CandidateId> far = applied.stream().filter(a -> !similarities.containsKey(a)).toList();
        for (Neighbour applicant : nearest.of(model, query.get(), far)) {
            similarities.put(applicant.candidate(), applicant.similarity());
        }
        List<MatchScore> scores = score(posting, similarities);
        return new Ranking(
                scores.stream().limit(settings.top()).toList(),
                scores.stream().filter(s -> applied.contains(s.candidate())).toList());
    }

    private List<MatchScore> score(OpenPosting posting, Map<CandidateId, Double> similarities) {
        List<MatchScore> scores = new ArrayList<>();
        facts.read(similarities.keySet())
                .forEach((candidate, known) ->
                        scores.add(
                                scorer.score(
                                        posting,
                                        known,
                                        similarities.getOrDefault(candidate, -1.0))));
        scores.sort(BEST_FIRST);
        return scores;
    }
}
