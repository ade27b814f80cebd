package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.ModelId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts a generation, unless nothing changed since the visible one. */
final class OpenGeneration implements Piece {

    private final EmbeddingModelStore models;
    private final InputFingerprint fingerprints;
    private final Generations generations;
    private final MatchSettings settings;
    private final Writes writes;
    private @Nullable Building building;

    OpenGeneration(
            EmbeddingModelStore models,
            InputFingerprint fingerprints,
            Generations generations,
            MatchSettings settings,
            Writes writes) {
        this.models = models;
        this.fingerprints = fingerprints;
        this.generations = generations;
        this.settings = settings;
        this.writes = writes;
    }

    /** The generation in work. */
    record Building(GenerationId id, ModelId model) {}

    @Override
    public boolean next() {
        Optional<ModelId> model = models.active();
        if (model.isEmpty()) {
            return false;
        }
        String fingerprint = fingerprints.of(model.get(), settings);
        if (!generations.activeFingerprint().equals(Optional.of(fingerprint))) {
            GenerationId id =
                    writes.inNew(() -> generations.begin(model.get(), fingerprint, settings));
            building = new Building(id, model.get());
        }
        return false;
    }

    /** Empty when the visible results are those of the data as it is. */
    Optional<Building> building() {
        return Optional.ofNullable(building);
    }
}
