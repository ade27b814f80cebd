package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.GenerationId;

/** What a refresh by one process has in memory. */
record WholePlan(
        Generations generations,
        CandidateStates candidates,
        Invalidations invalidations,
        RunReport report)
        implements Remembered {

    @Override
    public void searches(GenerationId generation) {
        generations.searched(generation, report.searches());
    }

    @Override
    public void seen(RefreshPlan plan) {
        candidates.store(plan.changed());
        invalidations.settle(plan.invalidations());
    }
}
