package dev.matchmill.embeddings.model;

import java.nio.file.Path;

/** Opens the model that the settings name. */
public final class EmbeddingModels {

    private EmbeddingModels() {}

    /**
     * The model of the settings: a native folder, or the composite that ships.
     *
     * @param home {@code MATCHMILL_HOME}: weights are unpacked to its folder {@code models}, the
     *     runtime's libraries to {@code natives}
     * @throws ModelException if a file is missing or unreadable or the dimension is wrong
     */
    public static EmbeddingModel open(ModelSettings settings, Path home) {
        RuntimeLibraries.provide(home.resolve("natives"));
        return settings.folder()
                .<EmbeddingModel>map(folder ->
                        NativeModel.open(
                                settings, SentenceTransformerFolder.read(folder, settings)))
                .orElseGet(() -> CompositeModel.open(settings, home));
    }
}
