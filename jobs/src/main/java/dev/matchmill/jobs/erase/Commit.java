package dev.matchmill.jobs.erase;

import java.util.function.Supplier;

/** How something is written: in a transaction of its own that the audit trail can name. */
@FunctionalInterface
public interface Commit {

    /** Runs repeatable work and commits it. */
    <T> T inNew(Supplier<T> work);
}
