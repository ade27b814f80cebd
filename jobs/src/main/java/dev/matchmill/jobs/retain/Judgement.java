package dev.matchmill.jobs.retain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is to be done about a row at an instant.
 *
 * @param decision what the rules say; empty: nothing
 */
record Judgement(RetainedTable table, RetainedRow row, Optional<Decision> decision, Course course) {

    /** What is to be done. */
    enum Course {
        /** No rule, or a clock that has not started. */
        UNRULED,
        /** Its time is not over. */
        KEPT,
        /** It is to be ended. */
        DUE,
        /** It is due and under a legal hold. */
        HELD,
        /** It is due and something else keeps it. */
        BLOCKED,
        /** Rules clash: it is to be restricted. */
        TO_RESTRICT,
        /** Rules clash, and it is restricted. */
        RESTRICTED,
        /** It is restricted, and no rules clash any more. */
        TO_RELEASE
    }

    static Judgement of(RetainedTable table, RetainedRow row, RetentionRules rules, Instant now) {
        LocalDate today = now.atZone(row.starts().zone()).toLocalDate();
        Optional<Decision> decision =
                rules.decide(
                        table.retentionClass(), table.action(), row.place(), row.starts(), today);
        Course course =
                decision.map(it -> course(table, row, it, today))
                        .orElse(row.isRestricted() ? Course.TO_RELEASE : Course.UNRULED);
        return new Judgement(table, row, decision, course);
    }

    private static Course course(
            RetainedTable table, RetainedRow row, Decision decision, LocalDate today) {
        if (decision.isDue(today)) {
            if (row.isHeld()) {
                return Course.HELD;
            }
            return row.blocker().isEmpty() ? Course.DUE : Course.BLOCKED;
        }
        if (table.isRestrictable() && decision.isRestricted(today)) {
            return row.isRestricted() ? Course.RESTRICTED : Course.TO_RESTRICT;
        }
        return row.isRestricted() ? Course.TO_RELEASE : Course.KEPT;
    }
}
