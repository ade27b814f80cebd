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
        prepareRuntime(home);
        return settings.folder()
                .<EmbeddingModel>map(folder ->
                        NativeModel.open(
                                settings, SentenceTransformerFolder.read(folder, settings)))
                .orElseGet(() -> CompositeModel.open(settings, home));
    }

    /**
     * Makes sure of the runtime's native libraries, for who computes with it without a model: left
     * to itself it unpacks them for each process, and one that is killed leaves them behind.
     *
     * @param home where they are unpacked once
     * @throws ModelException when they can't be written there
     */
    public static void prepareRuntime(Path home) {
        RuntimeLibraries.provide(home.resolve("natives"));
    }
}
