package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.match.SharedRefreshes.Shared;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.ScheduledWork;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.ModelId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the full refresh that several workers share. The first of them looks at everything and sets
 * out what is to be done, in one transaction; or goes on where workers ended that are all gone, if
 * it isn't long since they looked.
 */
final class JoinRefresh implements Piece {

    private static final Logger LOG = LoggerFactory.getLogger(JoinRefresh.class);

    /** How soon a worker looks again whether another one has set out what is to be done. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How old a look may be that a full refresh goes on with. */
    private static final Duration YOUNG = Duration.ofHours(12);

    /** How late a worker may come for a refresh that was published without it. */
    private static final Duration LATE = Duration.ofHours(1);

    private final Refresh refresh;
    private final EmbeddingModelStore models;
    private final PlanReader plans;
    private final Function<ModelId, Agreement> agreements;
    private final SharedRefreshes shared;
    private final SharedPlan plan;
    private final MatchClaims claims;
    private final Generations generations;
    private final JobParts parts;
    private final RunReport report;

    JoinRefresh(
            Refresh refresh,
            EmbeddingModelStore models,
            PlanReader plans,
            Function<ModelId, Agreement> agreements,
            SharedRefreshes shared,
            SharedPlan plan,
            MatchClaims claims,
            Generations generations,
            JobParts parts,
            RunReport report) {
        this.refresh = refresh;
        this.models = models;
        this.plans = plans;
        this.agreements = agreements;
        this.shared = shared;
        this.plan = plan;
        this.claims = claims;
        this.generations = generations;
        this.parts = parts;
        this.report = report;
    }

    private sealed interface Joined {

        record Member(GenerationId generation, OffsetDateTime lookedAt) implements Joined {}

        /** All is done already. */
        record TooLate() implements Joined {}

        /** Another worker is just finding out. */
        record Waiting() implements Joined {}
    }

    @Override
    public boolean next() throws InterruptedException {
        Optional<ModelId> model = models.active();
        if (model.isEmpty()) {
            return false;
        }
        return switch (parts.writes().inNew(() -> join(model.get()))) {
            case Joined.Waiting() -> {
                Thread.sleep(PAUSE);
                yield true;
            }
            case Joined.TooLate() -> {
                LOG.info("other workers have published this refresh already: nothing is left");
                yield false;
            }
            case Joined.Member(GenerationId generation, OffsetDateTime lookedAt) -> {
                prepare(model.get(), generation, lookedAt);
                yield false;
            }
        };
    }

    private Joined join(ModelId model) {
        if (!shared.isMyTurn()) {
            return new Joined.Waiting();
        }
        Agreement mine = agreements.apply(model);
        Optional<Shared> last = shared.last();
        if (last.isPresent()) {
            Optional<Joined> joined = join(last.get(), mine);
            if (joined.isPresent()) {
                return joined.get();
            }
        }
        UnfinishedGenerations unfinished = new UnfinishedGenerations(plans.jdbc());
        if (unfinished.exist()) {
            unfinished.giveUpAll();
        }
        OffsetDateTime lookedAt = new Looks(plans.jdbc()).now();
        RefreshPlan look = plans.read(model);
        if (look.isNothing() && last.filter(one -> isJustPublished(one, mine)).isPresent()) {
            return new Joined.TooLate();
        }
        RefreshPlan all = look.extended(MatchExtent.EVERYTHING, 1);
        GenerationId generation = generations.begin(all, plans.settings());
        shared.begin(generation, epoch(), lookedAt, mine);
        plan.store(generation, all);
        return new Joined.Member(generation, lookedAt);
    }

    // Whoever has another epoch is gone: that of this worker is the epoch of all who live.
    private Optional<Joined> join(Shared last, Agreement mine) {
        boolean isOurs = last.epoch() == epoch();
        boolean isAlike = last.agreement().equals(mine);
        if (last.isBuilding() && isOurs) {
            last.agreement().demand(mine);
            return Optional.of(new Joined.Member(last.id(), last.lookedAt()));
        }
        if (last.isBuilding() && isAlike && isSince(last.lookedAt(), YOUNG)) {
            LOG.info("goes on with a refresh whose workers are gone");
            shared.adopt(last.id(), epoch());
            claims.releaseAll(last.id());
            return Optional.of(new Joined.Member(last.id(), last.lookedAt()));
        }
        if (last.isGivenUp() && isOurs && isAlike) {
            throw new QualityDropException(last.error());
        }
        return isOurs && isJustPublished(last, mine)
                ? Optional.of(new Joined.TooLate())
                : Optional.empty();
    }

    private boolean isJustPublished(Shared last, Agreement mine) {
        OffsetDateTime at = last.activatedAt();
        return at != null && last.agreement().equals(mine) && isSince(at, LATE);
    }

    private boolean isSince(OffsetDateTime instant, Duration age) {
        return instant.toInstant().isAfter(parts.clock().instant().minus(age));
    }

    private long epoch() {
        return parts.run().epoch();
    }

    private void prepare(ModelId model, GenerationId generation, OffsetDateTime lookedAt) {
        RefreshPlan whole =
                new RefreshPlan(
                        model,
                        plan.planned(generation),
                        ChangedCandidates.NONE,
                        Invalidations.Open.NONE,
                        0,
                        ScopeSizes.read(plans.jdbc(), model),
                        true);
        refresh.generation(generation);
        refresh.lookedAt(lookedAt);
        refresh.plan(whole);
        report.fullRefresh().set(true);
        report.serve(ScheduledWork.MATCH_ALL);
        report.pairsOfFull().set(whole.pairsOfFull());
    }
}
