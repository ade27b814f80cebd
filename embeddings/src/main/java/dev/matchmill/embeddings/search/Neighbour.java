package dev.matchmill.embeddings.search;

import dev.matchmill.migrations.type.CandidateId;

/**
 * A candidate near a posting.
 *
 * @param candidate who
 * @param similarity in [-1, 1]: {@link #WHOLE_SHARE} of the whole candidate's cosine and the rest
 *     of the most similar passage's, both exact
 * @param bestPassage number of the most similar passage, from 1
 */
public record Neighbour(CandidateId candidate, double similarity, int bestPassage) {

    /**
     * The whole says what somebody is, the best passage that something of it fits especially;
     * chosen on real resumes (README, "Figures").
     */
    public static final double WHOLE_SHARE = .75;
}
