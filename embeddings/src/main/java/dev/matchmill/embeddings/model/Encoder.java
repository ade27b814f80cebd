package dev.matchmill.embeddings.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One ONNX graph with its tokenizer: one session, and one single-threaded predictor for each text
 * embedded at once (two predictors of one thread beat one of two threads). Thread-safe; a call
 * waits for a free predictor.
 */
final class Encoder implements AutoCloseable {

    private final EncoderFiles files;
    private final HuggingFaceTokenizer tokenizer;
    private final ZooModel<Encoding, float[]> session;
    private final List<Predictor<Encoding, float[]>> predictors;
    private final BlockingQueue<Predictor<Encoding, float[]>> free;

    private Encoder(
            EncoderFiles files,
            HuggingFaceTokenizer tokenizer,
            ZooModel<Encoding, float[]> session,
            int threads) {
        this.files = files;
        this.tokenizer = tokenizer;
        this.session = session;
        Set<String> inputs = new HashSet<>(session.getBlock().describeInput().keys());
        PoolingTranslator translator = new PoolingTranslator(inputs, files.pooling());
        this.predictors = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            predictors.add(session.newPredictor(translator));
        }
        this.free = new ArrayBlockingQueue<>(threads, false, predictors);
    }

    /**
     * Loads graph and tokenizer; everything native is closed again if either fails.
     *
     * @throws ModelException naming the file
     */
    static Encoder open(EncoderFiles files, int threads) {
        // The runtime's environment is a process singleton: make it DJL's before anybody else's.
        Engine.getEngine("OnnxRuntime");
        HuggingFaceTokenizer tokenizer = openTokenizer(files.tokenizer());
        try {
            ZooModel<Encoding, float[]> session = openSession(files.graph());
            try {
                return new Encoder(files, tokenizer, session, threads);
            } catch (RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    /** A vector of any norm for a search text. */
    float[] query(String text) {
        return encode(files.queryPrefix() + text);
    }

    /** A vector of any norm for a text to be found. */
    float[] passage(String text) {
        return encode(files.passagePrefix() + text);
    }

    /** Tokens with the longer prefix and the special tokens. */
    int countTokens(String text) {
        String prefix =
                files.queryPrefix().length() > files.passagePrefix().length()
                        ? files.queryPrefix()
                        : files.passagePrefix();
        return tokenizer.encode(prefix + text).getIds().length;
    }

    private float[] encode(String text) {
        Encoding encoding = tokenizer.encode(text);
        int length = encoding.getIds().length;
        if (length > files.maxTokens()) {
            throw new IllegalArgumentException(
                    "text has " + length + " tokens, the model takes " + files.maxTokens());
        }
        Predictor<Encoding, float[]> predictor = take();
        try {
            return predictor.predict(encoding);
        } catch (TranslateException | EngineException e) {
            throw new ModelException("running " + files.graph() + " failed: " + cause(e), e);
        } finally {
            free.add(predictor);
        }
    }

    private Predictor<Encoding, float[]> take() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted while waiting for a predictor", e);
        }
    }

    @Override
    public void close() {
        predictors.forEach(Predictor::close);
        session.close();
        tokenizer.close();
    }

    private static HuggingFaceTokenizer openTokenizer(Path file) {
        try {
            // Nothing may be cut or padded: length is checked, never adjusted.
            return HuggingFaceTokenizer.newInstance(
                    file, Map.of("truncation", "false", "padding", "false"));
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    "cannot read the tokenizer "
                            + file
                            + ": replace it by the tokenizer.json that belongs to the model",
                    e);
        }
    }

    private static ZooModel<Encoding, float[]> openSession(Path graph) {
        String name = String.valueOf(graph.getFileName());
        Criteria<Encoding, float[]> criteria =
                Criteria.builder()
                        .setTypes(Encoding.class, float[].class)
                        .optEngine("OnnxRuntime")
                        .optDevice(Device.cpu())
                        .optModelPath(graph.toAbsolutePath().getParent())
                        .optModelName(name.substring(0, name.length() - ".onnx".length()))
                        .optTranslator(new PoolingTranslator(Set.of(), Pooling.CLS))
                        .optOption("intraOpNumThreads", "1")
                        .optOption("interOpNumThreads", "1")
                        .build();
        try {
            return criteria.loadModel();
        } catch (IOException
                | ModelNotFoundException
                | MalformedModelException
                | EngineException e) {
            throw new ModelException(unreadable(graph) + " (" + cause(e) + ")", e);
        }
    }

    private static String unreadable(Path graph) {
        String sentence =
                "cannot load the model "
                        + graph
                        + ": replace it by a complete ONNX export, with its external weights beside"
                        + " it";
        return Files.exists(graph.resolveSibling(graph.getFileName() + "_data"))
                ? sentence
                : sentence + " (there is no " + graph.getFileName() + "_data)";
    }

    private static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
