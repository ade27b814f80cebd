package dev.matchmill.jobs.recurring;

import dev.matchmill.jobs.run.Piece;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The last step of a run: fails when a job failed, stops the run when work is left. */
final class Verdict implements Piece {

    private final LongSupplier execution;
    private @Nullable Exception failure;
    private boolean isWorkLeft;

    Verdict(LongSupplier execution) {
        this.execution = execution;
    }

    /** Spring Batch's number of this run. */
    long execution() {
        return execution.getAsLong();
    }

    void fail(Exception first) {
        if (failure == null) {
            failure = first;
        } else {
            failure.addSuppressed(first);
        }
    }

    void leaveWork() {
        isWorkLeft = true;
    }

    /** Whether to end as stopped; a failure says more. */
    boolean isWorkLeft() {
        return isWorkLeft && failure == null;
    }

    @Override
    public boolean next() throws Exception {
        if (failure != null) {
            throw failure;
        }
        return false;
    }
}
