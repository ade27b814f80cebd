package dev.matchmill.embeddings.search;

import dev.matchmill.migrations.type.CandidateId;

/**
 * A candidate near a posting.
 *
 * @param candidate who
 * @param similarity exact similarity of the candidate in [-1, 1]
 * @param bestPassage number of the most similar passage, from 1
 */
public record Neighbour(CandidateId candidate, double similarity, int bestPassage) {}
