package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.jobs.subject.VectorLeaves;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import dev.matchmill.migrations.type.RetentionEffect;
import dev.matchmill.migrations.type.RetentionItemState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * J17: writes the days on which rows are due, makes a plan and applies it. A tenant that would lose
 * more of a class than the cap allows keeps all of it, and a finding says so.
 */
public final class RetentionEvaluation implements MaintenanceJob {

    static final Duty DUTY =
            new Duty(
                    "J17",
                    "retentionEvaluation",
                    JobFrequency.MONTHLY,
                    "Compute retention_until, apply due actions");

    private final RecurringParts parts;
    private final RetainSettings settings;
    private final Function<PrivacyAccess, PersonEnding> persons;

    RetentionEvaluation(
            RecurringParts parts,
            RetainSettings settings,
            Function<PrivacyAccess, PersonEnding> persons) {
        this.parts = parts;
        this.settings = settings;
        this.persons = persons;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.RETENTION_OVERDUE);
    }

    private record Tenant(@Nullable Long organization, String retentionClass) {}

    @Override
    public void run(Visit visit) throws SQLException {
        PrivacyAccess privacy = parts.privacy().get();
        PlanMaker.Pieces pieces = privacy.writes()::inNew;
        Instant now = visit.now().toInstant();
        DueDays days = new DueDays(privacy.jdbc(), pieces);
        long[] written = {0};
        long id =
                new PlanMaker(privacy.jdbc(), parts.json(), now)
                        .make(pieces, visit::isOver, page -> written[0] += days.write(page));
        visit.note("days written", written[0]);
        visit.note("plan", id);
        PlanRegister register = new PlanRegister(privacy.jdbc(), parts.json());
        StoredPlan plan = register.find(id).orElseThrow();
        if (plan.madeAt().isEmpty()) {
            return;
        }
        Set<Tenant> over = over(plan, visit);
        Predicate<PlanItem> chosen =
                it ->
                        it.effect() != RetentionEffect.END
                                || !over.contains(
                                        new Tenant(
                                                it.organization(),
                                                it.group().retentionClass().label()));
        SortedSet<String> leaves =
                new PlanApplication(
                                privacy.jdbc(),
                                parts.json(),
                                pieces,
                                persons.apply(privacy),
                                settings,
                                now)
                        .apply(
                                plan,
                                new CurrentMaintenance(privacy.jdbc()).run(DUTY),
                                chosen,
                                visit::isOver,
                                item -> count(item, visit));
        vacuum(leaves, parts, visit);
        hold(plan, visit);
        noteUnconfirmed(privacy, visit);
    }

    @Override
    public void plan(Visit visit) {
        PrivacyAccess privacy = parts.privacy().get();
        List<PlanShare> shares =
                new PlanMaker(privacy.jdbc(), parts.json(), visit.now().toInstant())
                        .count(visit::isOver);
        for (PlanShare share : shares) {
            if (share.doer().equals(DUTY.id())) {
                visit.affect(share.table(), share.due() + share.restrict() + share.release());
                visit.hold(share.table(), share.held());
            }
        }
        noteUnconfirmed(privacy, visit);
    }

    /** Books a settled row. */
    static void count(PlanItem item, Visit visit) {
        String table = item.group().schema() + "." + item.group().table();
        if (item.state() == RetentionItemState.DONE) {
            visit.affect(table, 1);
        } else if (item.state() == RetentionItemState.HELD) {
            visit.hold(table, 1);
        }
    }

    /**
     * Takes the vectors of ended persons out of their indexes. What somebody holds is noted; J31
     * vacuums every table of the month.
     */
    static void vacuum(SortedSet<String> leaves, RecurringParts parts, Visit visit)
            throws SQLException {
        if (leaves.isEmpty()) {
            return;
        }
        try (OwnerSession session = OwnerSession.open(parts, visit)) {
            SortedSet<String> left = VectorLeaves.vacuum(session, leaves);
            visit.note("tables of vectors vacuumed", leaves.size() - left.size());
            if (!left.isEmpty()) {
                visit.note("tables of vectors not vacuumed", left);
            }
        }
    }

    /** Books the rows that were held when the plan was made. */
    static void hold(StoredPlan plan, Visit visit) {
        for (PlanShare share : plan.shares()) {
            if (share.doer().equals(DUTY.id())) {
                visit.hold(share.table(), share.held());
            }
        }
    }

    private Set<Tenant> over(StoredPlan plan, Visit visit) {
        RetentionCap cap = new RetentionCap(settings.capShare(), settings.capFloor());
        Set<Tenant> over = new HashSet<>();
        for (RetentionCap.Excess excess : cap.exceededBy(plan.shares())) {
            over.add(new Tenant(excess.organization(), excess.retentionClass()));
            visit.find(
                    Finding.warning(
                            FindingKind.RETENTION_OVERDUE,
                            (excess.organization() == null
                                            ? "platform"
                                            : "organization " + excess.organization())
                                    + " "
                                    + excess.retentionClass(),
                            (double) excess.due(),
                            Math.max((double) cap.floor(), Math.floor(cap.share() * excess.seen())),
                            excess.sentence(cap)
                                    + ", so nothing of it was ended. Look at the rows of plan "
                                    + plan.id()
                                    + "; if they are right: matchmill retain plan, then matchmill"
                                    + " retain apply PLAN --cap SHARE."));
        }
        if (!over.isEmpty()) {
            visit.note("tenants over the cap", over.size());
        }
        return over;
    }

    private static void noteUnconfirmed(PrivacyAccess privacy, Visit visit) {
        int unconfirmed = new PolicyRows(privacy.jdbc()).read().unconfirmed(visit.today()).size();
        if (unconfirmed > 0) {
            visit.note("rules to be confirmed with counsel", unconfirmed);
        }
    }
}
