package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.GenerationId;

/**
 * What a refresh had seen when it began, and how it searched: stored in the transaction that
 * publishes what follows from it.
 */
interface Remembered {

    /** How the generation was searched. */
    void searches(GenerationId generation);

    /** Candidates and invalidations as the plan was made from them. */
    void seen(RefreshPlan plan);
}
