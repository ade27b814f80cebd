package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the running applications of those whom this refresh scored the scores of its matches, a
 * page of postings at a time: only once its quality was found good enough, so that a refresh that
 * is not shown leaves no trace on them.
 */
final class ScoreApplications implements Piece {

    private static final int PAGE = 100;

    private final Refresh refresh;
    private final OpenPostings postings;
    private final EmbeddingStore embeddings;
    private final NearestCandidates nearest;
    private final CandidateFactsReader facts;
    private final Scorer scorer;
    private final MatchResults results;
    private final EndingWrites writes;
    private @Nullable List<PostingId> applied;
    private int from;

    ScoreApplications(
            Refresh refresh,
            OpenPostings postings,
            EmbeddingStore embeddings,
            NearestCandidates nearest,
            CandidateFactsReader facts,
            Scorer scorer,
            MatchResults results,
            EndingWrites writes) {
        this.refresh = refresh;
        this.postings = postings;
        this.embeddings = embeddings;
        this.nearest = nearest;
        this.facts = facts;
        this.scorer = scorer;
        this.results = results;
        this.writes = writes;
    }

    @Override
    public boolean next() {
        RefreshPlan plan = refresh.plan().orElse(null);
        if (plan == null) {
            return false;
        }
        List<PostingId> all = applied;
        if (all == null) {
            all = List.copyOf(refresh.applied().keySet());
            applied = all;
        }
        List<PostingId> page = all.subList(from, Math.min(all.size(), from + PAGE));
        if (page.isEmpty()) {
            return false;
        }
        from += page.size();
        Map<PostingId, List<MatchScore>> scores = scores(plan, page);
        writes.inNew(() -> scores.forEach(results::scoreApplications));
        return true;
    }

    private Map<PostingId, List<MatchScore>> scores(RefreshPlan plan, List<PostingId> page) {
        Map<Long, Embedding> queries =
                embeddings.wholes(
                        plan.model(),
                        EntityType.POSTING,
                        page.stream().map(PostingId::value).toList());
        Map<PostingId, List<MatchScore>> scores = new LinkedHashMap<>();
        postings.of(page)
                .forEach((id, posting) -> {
                    Embedding query = queries.get(id.value());
                    List<CandidateId> applicants = refresh.applied().get(id);
                    if (query != null && applicants != null) {
                        List<Neighbour> found = nearest.of(plan.model(), query, applicants);
                        scores.put(id, scores(posting, found));
                    }
                });
        return scores;
    }

    private List<MatchScore> scores(OpenPosting posting, List<Neighbour> applicants) {
        Map<CandidateId, CandidateFacts> known =
                facts.read(applicants.stream().map(Neighbour::candidate).toList());
        List<MatchScore> scores = new ArrayList<>();
        for (Neighbour applicant : applicants) {
            CandidateFacts candidate = known.get(applicant.candidate());
            if (candidate != null) {
                scores.add(scorer.score(posting, candidate, applicant.similarity()));
            }
        }
        return scores;
    }
}
