package dev.matchmill.jobs.shortlist;

/**
 * A skill of the posting that the candidate has, and the words of the resume that say so.
 *
 * @param skill as the posting writes it
 * @param required whether the posting demands it; otherwise it is preferred
 * @param evidence the line around the mention, as the resume has it; may be blank
 */
public record SkillEvidence(String skill, boolean required, String evidence) {}
