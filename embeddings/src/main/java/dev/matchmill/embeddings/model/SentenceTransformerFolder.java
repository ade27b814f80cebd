package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A folder as sentence-transformers writes it, with an ONNX export in it: {@code model.onnx} (at
 * the root or in {@code onnx/}, external weights beside it), {@code tokenizer.json}, {@code
 * config.json} and {@code 1_Pooling/config.json}; {@code sentence_bert_config.json} and {@code
 * config_sentence_transformers.json} where they are. Nothing is guessed that changes vectors.
 */
final class SentenceTransformerFolder {

    private static final Logger log = LoggerFactory.getLogger(SentenceTransformerFolder.class);

    private final Path folder;
    private final Path graph;
    private final EncoderFiles files;

    private SentenceTransformerFolder(Path folder, Path graph, EncoderFiles files) {
        this.folder = folder;
        this.graph = graph;
        this.files = files;
    }

    /**
     * Reads everything but the graph.
     *
     * @throws ModelException if a file is missing or unreadable, or the model can't be used here
     */
    static SentenceTransformerFolder read(Path folder, ModelSettings settings) {
        if (!Files.isDirectory(folder)) {
            throw new ModelException(
                    "there is no model folder "
                            + folder
                            + ": correct matchmill.embeddings.model.path, or what was given to"
                            + " models add");
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw ModelFiles.unreadable(folder, null);
        }
        Path graph =
                Stream.of(folder.resolve("model.onnx"), folder.resolve("onnx", "model.onnx"))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .map(ModelFiles::required)
                        .orElseThrow(() -> ModelFiles.noGraph(folder));
        Path tokenizer = ModelFiles.required(folder.resolve("tokenizer.json"));
        JsonNode config = ModelFiles.json(ModelFiles.required(folder.resolve("config.json")));
        JsonNode pooling =
                ModelFiles.json(ModelFiles.required(folder.resolve("1_Pooling", "config.json")));
        refuseDenseLayers(folder);
        demandDimension(dimension(config, pooling), folder.resolve("config.json"), folder);
        JsonNode prompts =
                ModelFiles.optional(folder.resolve("config_sentence_transformers.json"))
                        .path("prompts");
        if (prompts.isMissingNode() && settings.queryPrefix().isEmpty()) {
            log.warn(
                    "{} names no prompts: set matchmill.embeddings.model.query-prefix-text and"
                            + " passage-prefix-text if the model was trained with them",
                    folder);
        }
        EncoderFiles files =
                new EncoderFiles(
                        graph,
                        tokenizer,
                        pooling(pooling, folder),
                        maxTokens(config, folder, settings),
                        settings.queryPrefix().orElseGet(() -> prompt(prompts, "query")),
                        settings.passagePrefix()
                                .orElseGet(() -> prompt(prompts, "passage", "document")));
        return new SentenceTransformerFolder(folder, graph, files);
    }

    EncoderFiles files() {
        return files;
    }

    /** The row of this model; reads every byte of the weights for its checksum. */
    ModelDescription describe() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String artifact = artifactHash();
        String version =
                new Sha256()
                        .add(artifact)
                        .add(files.pooling().name())
                        .add(files.queryPrefix())
                        .add(files.passagePrefix())
                        .hex()
                        .substring(0, 12);
        return new ModelDescription(
                name == null ? "model" : name.toString(),
                version,
                ModelDescription.DIMENSION,
                files.maxTokens(),
                files.queryPrefix(),
                files.passagePrefix(),
                artifact,
                ModelCard.license(folder.resolve("README.md")));
    }

    /** Refuses what does not fit the column. */
    void demandDimension(int dimension, Path source) {
        demandDimension(dimension, source, folder);
    }

    private String artifactHash() {
        Path parent = graph.resolveSibling("").toAbsolutePath();
        try (Stream<Path> beside = Files.list(parent)) {
            // Most external weights are named after the graph: model.onnx_data, model.onnx.data.
            List<Path> names =
                    beside.map(Path::getFileName)
                            .filter(name -> name.toString().startsWith("model.onnx"))
                            .sorted()
                            .toList();
            // The others stand in the graph alone.
            Stream<Path> others =
                    ExternalWeights.of(graph).stream()
                            .map(location -> Path.of(location).normalize())
                            .filter(location -> !names.contains(location));
            Sha256 hash = new Sha256();
            for (Path file : Stream.concat(names.stream(), others).toList()) {
                hash.add(file.toString()).add(parent.resolve(file));
            }
            return hash.add(files.tokenizer()).hex();
        } catch (IOException e) {
            throw new ModelException("cannot read the weights in " + folder + ": check rights", e);
        }
    }

    private static void demandDimension(int dimension, Path source, Path folder) {
        if (dimension != ModelDescription.DIMENSION) {
            throw new ModelException(
                    "the model in "
                            + folder
                            + " has "
                            + dimension
                            + " dimensions ("
                            + source
                            + ") and the database holds vectors of "
                            + ModelDescription.DIMENSION
                            + ": choose a model with "
                            + ModelDescription.DIMENSION);
        }
    }

    private static int dimension(JsonNode config, JsonNode pooling) {
        return pooling.path("word_embedding_dimension").asInt(config.path("hidden_size").asInt(0));
    }

    private static Pooling pooling(JsonNode config, Path folder) {
        List<Pooling> modes =
                Stream.of(
                                mode(config, "pooling_mode_cls_token", Pooling.CLS),
                                mode(config, "pooling_mode_mean_tokens", Pooling.MEAN),
                                mode(config, "pooling_mode_lasttoken", Pooling.LAST_TOKEN))
                        .flatMap(Optional::stream)
                        .toList();
        // Several at once, whatever they are, are joined to a longer vector.
        long chosen =
                config.properties().stream()
                        .filter(mode -> mode.getKey().startsWith("pooling_mode_"))
                        .filter(mode -> mode.getValue().asBoolean(false))
                        .count();
        if (modes.size() != 1 || chosen != 1) {
            throw new ModelException(
                    folder.resolve("1_Pooling", "config.json")
                            + " must choose exactly one of CLS, mean and last-token pooling:"
                            + " choose a model that does");
        }
        return modes.getFirst();
    }

    private static Optional<Pooling> mode(JsonNode config, String key, Pooling pooling) {
        return config.path(key).asBoolean(false) ? Optional.of(pooling) : Optional.empty();
    }

    private static int maxTokens(JsonNode config, Path folder, ModelSettings settings) {
        int positions = config.path("max_position_embeddings").asInt(512);
        // RoBERTa counts positions from padding_idx + 1, so two of them can't be used.
        if (config.path("model_type").asString("").contains("roberta")) {
            positions -= 2;
        }
        int wanted =
                ModelFiles.optional(folder.resolve("sentence_bert_config.json"))
                        .path("max_seq_length")
                        .asInt(positions);
        int limit = Math.min(positions, wanted);
        if (limit < ModelSettings.FEWEST_TOKENS) {
            throw new ModelException(
                    "the model in "
                            + folder
                            + " takes "
                            + limit
                            + " tokens at most (max_position_embeddings in config.json,"
                            + " max_seq_length in sentence_bert_config.json) and at least "
                            + ModelSettings.FEWEST_TOKENS
                            + " are needed: correct the file, or choose another model");
        }
        return settings.maxTokens() == 0 ? limit : Math.min(limit, settings.maxTokens());
    }

    private static void refuseDenseLayers(Path folder) {
        for (JsonNode module : ModelFiles.optional(folder.resolve("modules.json"))) {
            String type = module.path("type").asString("");
            if (type.endsWith(".Dense")) {
                throw new ModelException(
                        folder.resolve("modules.json")
                                + " asks for a dense layer after pooling, which is not supported:"
                                + " choose a model without one");
            }
        }
    }

    private static String prompt(JsonNode prompts, String... names) {
        return Stream.of(names)
                .map(name -> prompts.path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
