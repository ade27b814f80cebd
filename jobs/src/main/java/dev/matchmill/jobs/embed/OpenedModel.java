package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.migrations.type.ModelId;
import java.util.Optional;

/**
 * The model that a run works with.
 *
 * @param model closed by whoever opened it
 * @param folder of its files; empty for the one that ships
 * @param row whose vectors it computes; none when it is a first or a new release's one
 */
public record OpenedModel(EmbeddingModel model, String folder, Optional<ModelId> row) {}
