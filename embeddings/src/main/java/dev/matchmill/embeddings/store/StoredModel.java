package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.passage.PassageSplitter;
import dev.matchmill.migrations.type.ModelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code embedding_models}.
 *
 * @param version of the model and of the way its texts are cut
 * @param folder of its files; empty for the model that ships, and where nobody noted it
 * @param artifactSha256 of its files, 64 lower-case hex digits; empty where none was recorded
 * @param builtAt since when everybody has a vector of it
 * @param retiredAt when another model took its place
 * @param droppedAt when its vectors were dropped
 */
public record StoredModel(
        ModelId id,
        String name,
        String version,
        String folder,
        int maxTokens,
        String queryPrefix,
        String passagePrefix,
        String artifactSha256,
        String license,
        boolean isActive,
        @Nullable Instant builtAt,
        @Nullable Instant retiredAt,
        @Nullable Instant droppedAt) {

    /** Settings name no smaller limit. */
    private static final int FEWEST_TOKENS = 32;

    /** The version of a model as its row has it: the way a text is cut is part of its vectors. */
    static String version(ModelDescription model) {
        return model.version() + "-p" + PassageSplitter.VERSION;
    }

    /** Name and version. */
    public String label() {
        return name + " " + version;
    }

    /** Whether its files come with the program. */
    public boolean isShipped() {
        return folder.isEmpty() && name.equals(ModelDescription.SHIPPED);
    }

    public boolean isBuilt() {
        return builtAt != null;
    }

    public boolean isDropped() {
        return droppedAt != null;
    }

    /**
     * What opens its files as they were opened when its vectors were computed.
     *
     * @param threads as {@link ModelSettings#threads}
     */
    public ModelSettings settings(int threads) {
        int limit = maxTokens < FEWEST_TOKENS ? 0 : maxTokens;
        return isShipped()
                ? new ModelSettings("", threads, limit, null, null)
                : new ModelSettings(folder, threads, limit, queryPrefix, passagePrefix);
    }

    /** Whether the model gives the vectors of this row. */
    public boolean is(ModelDescription model) {
        return version.equals(version(model)) && artifactSha256.equals(model.artifactSha256());
    }

    /**
     * Whether a newer release of the program computes this model in another way and can't compute
     * the old one any more: another model that ships, or the same files with texts cut otherwise.
     *
     * @param newFolder of the other model
     */
    public boolean isSucceededBy(ModelDescription model, String newFolder) {
        if (is(model) || !folder.equals(newFolder)) {
            return false;
        }
        return folder.isEmpty()
                ? name.equals(model.name())
                : artifactSha256.equals(model.artifactSha256())
                        && version.startsWith(model.version() + "-p");
    }
}
