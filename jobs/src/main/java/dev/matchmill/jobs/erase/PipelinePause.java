package dev.matchmill.jobs.erase;

import org.jspecify.annotations.Nullable;

/**
 * The right to be alone with the documents: as long as it is held, nobody takes documents in,
 * embeds or matches, and what was in progress and did not notice fails when it writes.
 *
 * @param lock null when somebody else has it
 */
public record PipelinePause(@Nullable AutoCloseable lock) implements AutoCloseable {

    /** How one gets it. */
    @FunctionalInterface
    public interface Guard {

        PipelinePause take();
    }

    boolean isTaken() {
        return lock != null;
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (Exception failure) {
                throw new IllegalStateException("giving the pipeline back", failure);
            }
        }
    }
}
