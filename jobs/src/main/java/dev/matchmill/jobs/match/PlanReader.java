package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.ModelId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at postings and candidates once, before anything is computed, for what changed. */
record PlanReader(JdbcClient jdbc, MatchSettings settings, SkillHierarchy hierarchy) {

    RefreshPlan read(ModelId model) {
        PostingSides sides = new PostingSides(jdbc);
        Invalidations.Open again = new Invalidations(jdbc).open();
        return new RefreshPlan(
                model,
                sides.read(model, settings, hierarchy, again.postings()),
                new CandidateStates(jdbc).changed(model, again.candidates()),
                again,
                sides.closedCount(),
                ScopeSizes.read(jdbc, model),
                false);
    }
}
