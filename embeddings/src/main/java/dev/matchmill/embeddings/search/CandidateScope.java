package dev.matchmill.embeddings.search;

import dev.matchmill.migrations.type.OrganizationId;

/** Whose candidates are searched. */
public sealed interface CandidateScope {

    /**
     * The organization's own: who applied to it, is in one of its talent pools or came from one of
     * its sources.
     */
    record Organization(OrganizationId organization) implements CandidateScope {}

    /** Everybody. */
    record Marketplace() implements CandidateScope {}
}
