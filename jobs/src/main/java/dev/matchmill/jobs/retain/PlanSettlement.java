package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionItemState;
import org.jspecify.annotations.Nullable;

/** What becomes of a planned row, seen once more before it is touched. */
final class PlanSettlement {

    private PlanSettlement() {}

    /**
     * Settles a row.
     *
     * @param judged the row as it is now; null: it is gone
     * @return DONE: to be done now
     */
    static PlanItem of(PlanItem item, @Nullable Judgement judged) {
        if (judged == null) {
            return as(item, RetentionItemState.LEFT_OUT, "gone");
        }
        return switch (item.effect()) {
            case END -> end(item, judged);
            case RESTRICT -> doneIf(judged.course() == Judgement.Course.TO_RESTRICT, item);
            case RELEASE -> doneIf(judged.course() == Judgement.Course.TO_RELEASE, item);
        };
    }

    private static PlanItem end(PlanItem item, Judgement judged) {
        return switch (judged.course()) {
            case DUE -> as(item, RetentionItemState.DONE, "");
            case HELD -> as(item, RetentionItemState.HELD, "legal hold");
            case BLOCKED -> as(item, RetentionItemState.BLOCKED, judged.row().blocker());
            case UNRULED, KEPT, TO_RESTRICT, RESTRICTED, TO_RELEASE ->
                    as(item, RetentionItemState.LEFT_OUT, "not due any more");
        };
    }

    private static PlanItem doneIf(boolean isStillSo, PlanItem item) {
        return isStillSo
                ? as(item, RetentionItemState.DONE, "")
                : as(item, RetentionItemState.LEFT_OUT, "not so any more");
    }

    static PlanItem as(PlanItem item, RetentionItemState state, String blocker) {
        return new PlanItem(
                item.group(),
                item.row(),
                item.organization(),
                item.policy(),
                item.effect(),
                item.due(),
                state,
                blocker);
    }
}
