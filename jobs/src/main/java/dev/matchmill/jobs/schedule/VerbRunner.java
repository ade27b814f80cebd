package dev.matchmill.jobs.schedule;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs one verb to its end. */
@FunctionalInterface
public interface VerbRunner {

    /**
     * Runs the verb.
     *
     * @param stop when it becomes true, the verb is asked to end
     * @return its exit code; 128 and more when a signal ended it
     */
    int run(List<String> arguments, BooleanSupplier stop);
}
