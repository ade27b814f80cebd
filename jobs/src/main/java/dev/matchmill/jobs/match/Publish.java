package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;

/** Shows the new generation to readers, all postings in one transaction. */
record Publish(OpenGeneration generation, Generations generations, Writes writes) implements Piece {

    @Override
    public boolean next() {
        generation
                .building()
                .ifPresent(building ->
                        writes.inNew(() -> {
                            generations.publish(building.id());
                        }));
        return false;
    }
}
