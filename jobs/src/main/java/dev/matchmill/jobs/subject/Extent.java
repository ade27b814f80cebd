package dev.matchmill.jobs.subject;

import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.OrganizationId;

/** How much of a person's data is meant. */
public sealed interface Extent {

    /** Everything that is kept about the person, whoever keeps it. */
    record Platform() implements Extent {}

    /**
     * What one organization keeps: its applications, notes, messages, pool memberships and files.
     * The shared profile is meant too when no other organization holds the person.
     */
    record Tenant(OrganizationId organization) implements Extent {}

    /** One application, live or archived, with what was handed in for it alone. */
    record OneApplication(ApplicationId application) implements Extent {}
}
