package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.ScheduledWork;
import dev.matchmill.migrations.type.ModelId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out what changed since the last refresh, and whether all of it is cheaper than that. */
final class PlanRefresh implements Piece {

    private final Refresh refresh;
    private final Looks looks;
    private final EmbeddingModelStore models;
    private final JdbcClient jdbc;
    private final MatchSettings settings;
    private final SkillHierarchy hierarchy;
    private final MatchExtent extent;
    private final RunReport report;

    PlanRefresh(
            Refresh refresh,
            EmbeddingModelStore models,
            JdbcClient jdbc,
            MatchSettings settings,
            SkillHierarchy hierarchy,
            MatchExtent extent,
            RunReport report) {
        this.refresh = refresh;
        this.looks = new Looks(jdbc);
        this.models = models;
        this.jdbc = jdbc;
        this.settings = settings;
        this.hierarchy = hierarchy;
        this.extent = extent;
        this.report = report;
    }

    @Override
    public boolean next() {
        Optional<ModelId> model = models.active();
        if (model.isPresent()) {
            refresh.lookedAt(looks.now());
            // Read before anything is computed: what changes after this look is seen by the next.
            RefreshPlan plan = plan(model.get()).extended(extent, settings.fullFrom());
            refresh.plan(plan);
            report.fullRefresh().set(plan.isFull());
            if (plan.isFull()) {
                report.serve(ScheduledWork.MATCH_ALL);
            }
            report.pairsOfFull().set(plan.pairsOfFull());
        }
        return false;
    }

    private RefreshPlan plan(ModelId model) {
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
