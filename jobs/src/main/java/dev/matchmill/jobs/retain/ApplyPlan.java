package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.PreconditionException;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.function.Function;

/** The second half of J17 by hand: applies a plan that somebody has looked at. */
public final class ApplyPlan implements MaintenanceJob {

    private final RecurringParts parts;
    private final RetainSettings settings;
    private final Function<PrivacyAccess, PersonEnding> persons;
    private final long id;
    private final RetentionCap cap;

    ApplyPlan(
            RecurringParts parts,
            RetainSettings settings,
            Function<PrivacyAccess, PersonEnding> persons,
            long id,
            RetentionCap cap) {
        this.parts = parts;
        this.settings = settings;
        this.persons = persons;
        this.id = id;
        this.cap = cap;
    }

    /** Its runs are runs of J17: never both at once. */
    @Override
    public Duty duty() {
        return RetentionEvaluation.DUTY;
    }

    @Override
    public void run(Visit visit) throws SQLException {
        PrivacyAccess privacy = parts.privacy().get();
        switch (Retention.admission(
                privacy.jdbc(), parts.json(), id, visit.now().toInstant(), settings, cap)) {
            case Admission.Stale(var sentence) -> throw new PreconditionException(sentence);
            case Admission.OverCap(var sentence) -> throw new PreconditionException(sentence);
            case Admission.Settled _ -> visit.note("nothing left of plan", id);
            case Admission.Admitted _ -> apply(privacy, visit);
        }
    }

    @Override
    public void plan(Visit visit) {
        visit.note("plan", id);
    }

    private void apply(PrivacyAccess privacy, Visit visit) throws SQLException {
        StoredPlan plan = new PlanRegister(privacy.jdbc(), parts.json()).find(id).orElseThrow();
        visit.note("plan", id);
        SortedSet<String> leaves =
                new PlanApplication(
                                privacy.jdbc(),
                                parts.json(),
                                privacy.writes()::inNew,
                                persons.apply(privacy),
                                settings,
                                visit.now().toInstant())
                        .apply(
                                plan,
                                new CurrentMaintenance(privacy.jdbc()).run(duty()),
                                _ -> true,
                                visit::isOver,
                                item -> RetentionEvaluation.count(item, visit));
        RetentionEvaluation.vacuum(leaves, parts, visit);
        RetentionEvaluation.hold(plan, visit);
    }
}
