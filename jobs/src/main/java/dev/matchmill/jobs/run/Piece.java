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
}
