package dev.matchmill.embeddings.store;

import dev.matchmill.migrations.type.CandidateId;

/** A candidate whose text has no vector of the model yet, or one of another text. */
public record BehindCandidate(CandidateId candidate, String text, ContentHash contentHash) {

    /** Without the text: it is a person's. */
    @Override
    public String toString() {
        return "BehindCandidate[" + candidate.value() + "]";
    }
}
