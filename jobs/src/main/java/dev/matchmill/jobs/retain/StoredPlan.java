package dev.matchmill.jobs.retain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan as it is stored.
 *
 * @param asOf the instant that decided what is due
 * @param policies fingerprint of the rules
 * @param holds fingerprint of the open holds
 * @param madeAt when it was complete; empty: its maker died
 * @param appliedAt when the last of its rows was settled
 */
public record StoredPlan(
        long id,
        Instant asOf,
        String policies,
        String holds,
        List<PlanShare> shares,
        Optional<Instant> madeAt,
        Optional<Instant> appliedAt) {

    /** Rows that the plan ends, all together. */
    public long due() {
        return shares.stream().filter(StoredPlan::isOwn).mapToLong(PlanShare::due).sum();
    }

    /** Rows that are due and stay under a legal hold. */
    public long held() {
        return shares.stream().filter(StoredPlan::isOwn).mapToLong(PlanShare::held).sum();
    }

    private static boolean isOwn(PlanShare share) {
        return share.doer().equals(RetainedTable.OWN);
    }
}
