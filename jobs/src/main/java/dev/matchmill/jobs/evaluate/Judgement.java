package dev.matchmill.jobs.evaluate;

/**
 * How well somebody says that a candidate suits a posting.
 *
 * @param posting external reference
 * @param candidate the candidate's id, or the external id of one of its documents
 * @param grade 0 does not suit, 1 somewhat, 2 well, 3 perfectly
 */
public record Judgement(String posting, String candidate, int grade) {}
