package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.quality.GradedRanking;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.util.Collection;
import java.util.List;

/**
 * Who is nearest to a posting by the vectors of one model, compared exactly. A posting's vector is
 * only ever compared with candidates' vectors of the same model.
 */
record ModelRankings(NearestCandidates nearest, EmbeddingStore store) {

    /** Depth of the gain that is compared. */
    static final int GAIN_DEPTH = 10;

    /** The k nearest, best first. */
    List<Neighbour> best(ModelId model, ComparedPosting posting, int k) {
        return nearest.exact(model, query(model, posting), posting.filter(), k);
    }

    /** The given ones, as far as they have vectors. */
    List<Neighbour> of(ModelId model, ComparedPosting posting, Collection<CandidateId> candidates) {
        return nearest.of(model, query(model, posting), candidates);
    }

    /** nDCG@10 by what people judged of the posting, in [0, 1]. */
    static double gain(ComparedPosting posting, List<Neighbour> ranking) {
        List<Integer> grades =
                ranking.stream()
                        .limit(GAIN_DEPTH)
                        .map(n -> posting.grades().getOrDefault(n.candidate().value(), 0))
                        .toList();
        return new GradedRanking(grades, posting.judged()).discountedGain(GAIN_DEPTH);
    }

    private Embedding query(ModelId model, ComparedPosting posting) {
        return store.whole(model, EntityType.POSTING, posting.id().value())
                .orElseThrow(() -> new IllegalStateException("a posting lost its vector"));
    }
}
