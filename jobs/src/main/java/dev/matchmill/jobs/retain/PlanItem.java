package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionEffect;
import dev.matchmill.migrations.type.RetentionItemState;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row that a plan names.
 *
 * @param row its key
 * @param organization its tenant, if it is one
 * @param policy the rule that decided; 0: none does any more
 * @param due the day, in the tenant's time zone
 * @param blocker what keeps it, a phrase; empty: nothing
 */
record PlanItem(
        Group group,
        long row,
        @Nullable Long organization,
        long policy,
        RetentionEffect effect,
        LocalDate due,
        RetentionItemState state,
        String blocker) {

    /** The rows of a table under the rules of a class. */
    record Group(
            RetentionClass retentionClass, RetentionAction action, String schema, String table) {

        static Group of(RetainedTable table) {
            return new Group(table.retentionClass(), table.action(), table.schema(), table.table());
        }
    }

    /** What a plan says of a row; nothing of one that is kept. */
    static Optional<PlanItem> of(Judgement judged, LocalDate today) {
        return switch (judged.course()) {
            case UNRULED, KEPT, RESTRICTED -> Optional.empty();
            case DUE -> item(judged, RetentionEffect.END, RetentionItemState.OPEN, today);
            case HELD -> item(judged, RetentionEffect.END, RetentionItemState.HELD, today);
            case BLOCKED -> item(judged, RetentionEffect.END, RetentionItemState.BLOCKED, today);
            case TO_RESTRICT ->
                    item(judged, RetentionEffect.RESTRICT, RetentionItemState.OPEN, today);
            case TO_RELEASE ->
                    item(judged, RetentionEffect.RELEASE, RetentionItemState.OPEN, today);
        };
    }

    private static Optional<PlanItem> item(
            Judgement judged, RetentionEffect effect, RetentionItemState state, LocalDate today) {
        RetainedRow row = judged.row();
        return Optional.of(
                new PlanItem(
                        Group.of(judged.table()),
                        row.id(),
                        row.place().organization(),
                        judged.decision().map(it -> it.policy().id()).orElse(0L),
                        effect,
                        judged.decision().map(Decision::due).orElse(today),
                        state,
                        row.isHeld() ? "legal hold" : row.blocker()));
    }
}
