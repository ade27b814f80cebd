package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.OpenGeneration.Building;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import java.util.Optional;

/**
 * Shows the new generation to readers, all postings in one transaction, and then drops what it
 * superseded, a piece at a time.
 */
final class Publish implements Piece {

    private static final int DROPPED_AT_ONCE = 20_000;

    private final OpenGeneration generation;
    private final Generations generations;
    private final Writes writes;
    private boolean published;

    Publish(OpenGeneration generation, Generations generations, Writes writes) {
        this.generation = generation;
        this.generations = generations;
        this.writes = writes;
    }

    @Override
    public boolean next() {
        Optional<Building> building = generation.building();
        if (building.isEmpty()) {
            return false;
        }
        if (!published) {
            writes.inNew(() -> generations.publish(building.get().id()));
            published = true;
            return true;
        }
        int dropped = writes.inNew(() -> generations.dropSuperseded(DROPPED_AT_ONCE));
        return dropped == DROPPED_AT_ONCE;
    }
}
