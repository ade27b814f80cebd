package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.Eligibility;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import dev.matchmill.migrations.type.Recommendation;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores one candidate against one posting from what the database holds now, by the code that a
 * refresh uses: the proof that a stored match follows from its inputs. Writes nothing.
 */
public final class MatchRecomputation {

    private static final String WHY_NOT =
            """
            SELECT CASE
                       WHEN c.anonymized_at IS NOT NULL THEN 'the candidate was anonymized'
                       WHEN c.deleted_at IS NOT NULL THEN 'the candidate was deleted'
                       WHEN c.restricted_at IS NOT NULL THEN 'the candidate is restricted'
                       WHEN c.merged_into_id IS NOT NULL
                           THEN 'the candidate was merged into candidate ' || c.merged_into_id
                       WHEN NOT c.is_active THEN 'the candidate is not active'
                       WHEN NOT EXISTS (SELECT 1 FROM candidates c WHERE c.id = :candidate
                                        %s)
                           THEN 'the candidate does not consent to automatic processing'
                       WHEN NOT EXISTS (SELECT 1 FROM pipeline.candidate_texts t
                                        WHERE t.candidate_id = c.id)
                           THEN 'the candidate has no text to match on'
                       ELSE 'the candidate has no vector of this model; run: matchmill embed'
                   END
            FROM candidates c
            WHERE c.id = :candidate
            """
                    .formatted(Eligibility.ANYWHERE);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final OpenPostings postings;
    private final EmbeddingStore embeddings;
    private final NearestCandidates nearest;
    private final Scorer scorer;

    public MatchRecomputation(
            DataSource dataSource, JdbcClient jdbc, JsonMapper json, MatchSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.postings = new OpenPostings(jdbc, json);
        this.embeddings = new EmbeddingStore(dataSource);
        this.nearest = new NearestCandidates(dataSource);
        this.scorer = new Scorer(settings, SkillHierarchy.read(jdbc));
    }

    /** The result of the attempt. */
    public sealed interface Outcome {

        /**
         * What a refresh would store now.
         *
         * @param breakdown JSON, as in {@code pipeline.match_results}
         */
        record Scored(double score, Recommendation recommendation, String breakdown)
                implements Outcome {}

        /** It cannot be scored; the reason is a sentence without its end. */
        record Unmatchable(String reason) implements Outcome {}
    }

    /** The score as of now. */
    public Outcome of(ModelId model, PostingId posting, CandidateId candidate) {
        OpenPosting open = postings.of(List.of(posting)).get(posting);
        if (open == null) {
            return new Outcome.Unmatchable(
                    "the posting is not open, or its organization does not want matching");
        }
        Embedding query =
                embeddings
                        .wholes(model, EntityType.POSTING, List.of(posting.value()))
                        .get(posting.value());
        if (query == null) {
            return new Outcome.Unmatchable(
                    "the posting has no vector of this model; run: matchmill embed");
        }
        List<Neighbour> found = nearest.of(model, query, List.of(candidate));
        CandidateFacts facts =
                new CandidateFactsReader(jdbc, json).read(List.of(candidate)).get(candidate);
        if (found.isEmpty() || facts == null) {
            return new Outcome.Unmatchable(whyNot(candidate));
        }
        MatchScore score = scorer.score(open, facts, found.getFirst().similarity());
        return new Outcome.Scored(
                score.score(),
                score.recommendation(),
                json.writeValueAsString(MatchBreakdown.of(score)));
    }

    private String whyNot(CandidateId candidate) {
        return jdbc.sql(WHY_NOT)
                .param("candidate", candidate.value())
                .query(String.class)
                .optional()
                .orElse("there is no such candidate");
    }
}
