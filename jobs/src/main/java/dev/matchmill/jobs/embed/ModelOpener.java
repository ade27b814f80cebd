package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.model.ModelException;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.store.StoredModel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens models as their rows say. Which one is active stands in the database alone; the settings
 * name the one of the first start.
 *
 * @param home {@code MATCHMILL_HOME}
 */
public record ModelOpener(ModelSettings settings, Path home) {

    private static final int SHOWN = 12;

    /**
     * Opens a model whose vectors are stored, and checks that its files are those that computed
     * them.
     *
     * @throws ModelException if a file is missing or another one
     */
    public EmbeddingModel open(StoredModel row) {
        EmbeddingModel model = opened(row);
        return row.is(model.description()) ? model : refused(row, model);
    }

    /**
     * The model to work with: the active one, or where none is the one of the settings. Where a new
     * release of the program computes the active one in another way, it is the new one.
     *
     * @throws ModelException as {@link #open}
     */
    public OpenedModel forWork(Optional<StoredModel> active) {
        if (active.isEmpty()) {
            return new OpenedModel(
                    EmbeddingModels.open(settings, home), configured(), Optional.empty());
        }
        StoredModel row = active.get();
        boolean noted = row.isShipped() || !row.folder().isEmpty();
        EmbeddingModel model = noted ? opened(row) : EmbeddingModels.open(settings, home);
        if (!row.is(model.description())) {
            return row.isSucceededBy(model.description(), row.folder()) && noted
                    ? new OpenedModel(model, row.folder(), Optional.empty())
                    : new OpenedModel(refused(row, model), row.folder(), Optional.of(row.id()));
        }
        return noted
                ? new OpenedModel(model, row.folder(), Optional.of(row.id()))
                : new OpenedModel(model, configured(), Optional.empty());
    }

    /** What to do about a setting that names another model than the active one, if it does. */
    public Optional<String> contradiction(StoredModel active) {
        return settings.folder()
                .filter(_ -> !active.folder().isEmpty() || active.isShipped())
                .map(ModelOpener::place)
                .filter(folder -> !folder.equals(active.folder()))
                .map(folder ->
                        "the active model is "
                                + active.label()
                                + "; matchmill.embeddings.model.path names "
                                + folder
                                + ", which counts only before the first embedding. To change the"
                                + " model: models add "
                                + folder
                                + ", then models build, compare and activate");
    }

    /** A folder as rows name it. */
    public static String place(Path folder) {
        return folder.toAbsolutePath().normalize().toString();
    }

    private String configured() {
        return settings.folder().map(ModelOpener::place).orElse("");
    }

    private EmbeddingModel opened(StoredModel row) {
        if (row.folder().isEmpty() && !row.isShipped()) {
            throw new ModelException(
                    "nobody noted where the files of "
                            + row.label()
                            + " are: name them with matchmill models add FOLDER");
        }
        try {
            return EmbeddingModels.open(row.settings(settings.threads()), home);
        } catch (ModelException unusable) {
            throw new ModelException(
                    row.label() + " cannot be opened: " + unusable.getMessage(), unusable);
        }
    }

    private static EmbeddingModel refused(StoredModel row, EmbeddingModel model) {
        ModelDescription found = model.description();
        model.close();
        if (row.isShipped()) {
            throw new ModelException(
                    row.label()
                            + " is of another release of Matchmill, this one ships "
                            + found.version()
                            + ": start that release, or choose another model; see matchmill models"
                            + " list");
        }
        throw new ModelException(
                "the files of "
                        + row.label()
                        + (row.folder().isEmpty() ? "" : " in " + row.folder())
                        + " are other ones now (sha256 "
                        + shown(found.artifactSha256())
                        + ", recorded was "
                        + shown(row.artifactSha256())
                        + "): bring them back, or make the changed ones a model of their own with"
                        + " matchmill models add FOLDER");
    }

    private static String shown(String sha256) {
        return sha256.substring(0, Math.min(SHOWN, sha256.length()));
    }
}
