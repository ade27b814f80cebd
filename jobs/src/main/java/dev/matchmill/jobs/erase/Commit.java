package dev.matchmill.jobs.erase;

import java.util.function.Supplier;

/** How something is written: in a transaction of its own that the audit trail can name. */
@FunctionalInterface
public interface Commit {

    /** Runs repeatable work and commits it. */
    <T> T inNew(Supplier<T> work);

    /** As {@link #inNew(Supplier)}, for work without a result. */
    default void inNew(Runnable work) {
        inNew(() -> {
            work.run();
            return true;
        });
    }
}
