package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.ScheduledWork;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.ModelId;
import java.util.Optional;

/** Finds out what changed since the last refresh, and whether all of it is cheaper than that. */
final class PlanRefresh implements Piece {

    private final Refresh refresh;
    private final Looks looks;
    private final EmbeddingModelStore models;
    private final PlanReader plans;
    private final UnfinishedGenerations unfinished;
    private final Writes writes;
    private final MatchExtent extent;
    private final RunReport report;

    PlanRefresh(
            Refresh refresh,
            EmbeddingModelStore models,
            PlanReader plans,
            Writes writes,
            MatchExtent extent,
            RunReport report) {
        this.refresh = refresh;
        this.looks = new Looks(plans.jdbc());
        this.models = models;
        this.plans = plans;
        this.unfinished = new UnfinishedGenerations(plans.jdbc());
        this.writes = writes;
        this.extent = extent;
        this.report = report;
    }

    @Override
    public boolean next() {
        Optional<ModelId> model = models.active();
        if (model.isPresent()) {
            // What others share is theirs while they live, and this run is alone.
            if (unfinished.exist()) {
                writes.inNew(unfinished::giveUpAll);
            }
            refresh.lookedAt(looks.now());
            // Read before anything is computed: what changes after this look is seen by the next.
            RefreshPlan plan =
                    plans.read(model.get()).extended(extent, plans.settings().fullFrom());
            refresh.plan(plan);
            report.fullRefresh().set(plan.isFull());
            if (plan.isFull()) {
                report.serve(ScheduledWork.MATCH_ALL);
            }
            report.pairsOfFull().set(plan.pairsOfFull());
        }
        return false;
    }
}
