package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The small int8 models whose weights lie on the class path, from Maven Central; both MIT. */
enum ShippedWeights {
    /** BAAI/bge-small-en-v1.5. */
    BGE_SMALL(
            "bge-small-en-v1.5-q",
            "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4",
            "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
            Pooling.CLS,
            "Represent this sentence for searching relevant passages: ",
            ""),
    /** intfloat/e5-small-v2. */
    E5_SMALL(
            "e5-small-v2-q",
            "7d9092cb25f2bd1c023b7e8d2aa459044a02030ac880e5a59fdaf27af69f1ded",
            "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
            Pooling.MEAN,
            "query: ",
            "passage: ");

    /** Position embeddings of both models. */
    static final int MAX_TOKENS = 512;

    /** Components of a vector of either model. */
    static final int DIMENSION = 384;

    private final String resource;
    private final String graphSha256;
    private final String tokenizerSha256;
    private final Pooling pooling;
    private final String queryPrefix;
    private final String passagePrefix;

    ShippedWeights(
            String resource,
            String graphSha256,
            String tokenizerSha256,
            Pooling pooling,
            String queryPrefix,
            String passagePrefix) {
        this.resource = resource;
        this.graphSha256 = graphSha256;
        this.tokenizerSha256 = tokenizerSha256;
        this.pooling = pooling;
        this.queryPrefix = queryPrefix;
        this.passagePrefix = passagePrefix;
    }

    /** Changes with every byte of the weights and with every way of using them. */
    String fingerprint() {
        return new Sha256()
                .add(graphSha256)
                .add(tokenizerSha256)
                .add(pooling.name())
                .add(queryPrefix)
                .add(passagePrefix)
                .hex();
    }

    /**
     * The files in {@code models}, unpacked the first time and checked every time.
     *
     * @throws ModelException if they can't be written there, or the class path has other bytes
     */
    EncoderFiles unpack(Path models) {
        Path folder = models.resolve(resource + "-" + graphSha256.substring(0, 12));
        Path graph = folder.resolve("model.onnx");
        Path tokenizer = folder.resolve("tokenizer.json");
        try {
            Files.createDirectories(folder);
            unpack(resource + ".onnx", graphSha256, graph);
            unpack(resource + "-tokenizer.json", tokenizerSha256, tokenizer);
        } catch (IOException e) {
            throw new ModelException(
                    "cannot unpack the model to "
                            + folder
                            + ": make the folder writable or set MATCHMILL_HOME to one that is",
                    e);
        }
        return new EncoderFiles(graph, tokenizer, pooling, MAX_TOKENS, queryPrefix, passagePrefix);
    }

    private static void unpack(String resource, String sha256, Path target) throws IOException {
        if (Files.exists(target) && Sha256.of(target).equals(sha256)) {
            return;
        }
        Unpacking.put(
                target,
                file -> {
                    copy(resource, file);
                    String actual = Sha256.of(file);
                    if (!actual.equals(sha256)) {
                        throw new ModelException(
                                resource
                                        + " on the class path has checksum "
                                        + actual
                                        + " instead of "
                                        + sha256
                                        + ": build again with the version of the weights in"
                                        + " pom.xml");
                    }
                });
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream in = ShippedWeights.class.getResourceAsStream("/" + resource);
                FileChannel out =
                        FileChannel.open(
                                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (in == null) {
                throw new ModelException(
                        resource
                                + " is not on the class path: build again, or set"
                                + " matchmill.embeddings.model.path to a model folder");
            }
            in.transferTo(Channels.newOutputStream(out));
            out.force(true);
        }
    }
}
