package dev.matchmill.jobs.run;

/** One bounded piece of a step's work, which writes its effect and its state together. */
@FunctionalInterface
public interface Piece {

    /**
     * Does the next piece.
     *
     * @return whether more may be left
     */
    boolean next() throws Exception;

    /** Called instead of {@link #next} when the run stops here: gives back what was claimed. */
    default void stopped() {}
}
