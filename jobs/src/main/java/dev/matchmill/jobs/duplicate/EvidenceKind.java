package dev.matchmill.jobs.duplicate;

import java.util.Locale;

/**
 * What speaks for or against two candidates being one person, with its weight: the binary logarithm
 * of how many times likelier it is of one person than of two who came to be compared. Estimated on
 * generated populations with known duplicates; {@code ProposalQualityTest} holds what they give.
 */
enum EvidenceKind {
    SAME_TEXT(11, "resumes of nearly the same words", "document"),
    SAME_MAILBOX(11, "addresses of one mailbox", "email"),
    SAME_LINK(10, "the same profile link", "link"),
    SAME_PHONE(8, "the same telephone number", "phone"),
    SAME_NAME(6, "the same name", "full_name"),
    NEAR_NAME(5, "nearly the same name", "full_name"),
    SAME_POSITION(4.5, "the same employer from and until the same month", "experience"),
    SAME_LOCAL_PART(4, "the same name of mailbox at another provider", "email"),
    SAME_SCHOOLING(3, "the same school and year", "education"),
    SAME_EMPLOYER(1.5, "the same employer at overlapping times", "experience"),
    SAME_GIVEN_NAME(1, "the same given name, another surname", "full_name"),
    SAME_CITY(0.5, "the same city", "location"),
    OTHER_COUNTRY(-1, "another country", "location"),
    OTHER_LINK(-2, "another profile of the same network", "link"),
    /** Relatives share numbers and mailboxes. */
    SAME_SURNAME_ONLY(-5, "the same surname, another given name: perhaps relatives", "full_name"),
    OTHER_NAME(-6, "another name", "full_name");

    private final double weight;
    private final String words;
    private final String field;

    EvidenceKind(double weight, String words, String field) {
        this.weight = weight;
        this.words = words;
        this.field = field;
    }

    double weight() {
        return weight;
    }

    /** What it says, for people. */
    String words() {
        return words;
    }

    /** Which part of both profiles it was seen in. */
    String field() {
        return field;
    }

    /** As the evidence of a proposal names it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EvidenceKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
