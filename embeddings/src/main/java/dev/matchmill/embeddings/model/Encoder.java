package dev.matchmill.embeddings.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * One ONNX graph with its tokenizer: one session, and one single-threaded predictor for each text
 * embedded at once (two predictors of one thread beat one of two threads). Thread-safe; a call
 * waits for a free predictor.
 */
final class Encoder implements AutoCloseable {

    private final EncoderFiles files;
    private final TextTokenizer tokenizer;
    private final ZooModel<long[], float[]> session;
    private final PoolingTranslator translator;
    private final List<Predictor<long[], float[]>> predictors;
    private final Queue<Predictor<long[], float[]>> free;
    private final Semaphore running;

    private Encoder(
            EncoderFiles files,
            TextTokenizer tokenizer,
            ZooModel<long[], float[]> session,
            int threads) {
        this.files = files;
        this.tokenizer = tokenizer;
        this.session = session;
        Set<String> inputs = new HashSet<>(session.getBlock().describeInput().keys());
        this.translator = new PoolingTranslator(inputs, files.pooling());
        this.predictors = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            predictors.add(session.newPredictor(translator));
        }
        this.free = new ConcurrentLinkedQueue<>(predictors);
        this.running = new Semaphore(threads);
    }

    /**
     * Loads graph and tokenizer; everything native is closed again if either fails.
     *
     * @throws ModelException naming the file
     */
    static Encoder open(EncoderFiles files, int threads) {
        // The runtime's environment is a process singleton: make it DJL's before anybody else's.
        Engine.getEngine("OnnxRuntime");
        TextTokenizer tokenizer = TextTokenizer.open(files);
        try {
            ZooModel<long[], float[]> session = openSession(files.graph());
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
        return run(tokenizer.query(text));
    }

    /** A vector of any norm for a text to be found. */
    float[] passage(String text) {
        return run(tokenizer.passage(text));
    }

    /** As {@link #query(String)}, from the text's own ids; only where they can be framed. */
    float[] query(long[] alone) {
        return run(tokenizer.query(alone));
    }

    /** As {@link #passage(String)}, from the text's own ids; only where they can be framed. */
    float[] passage(long[] alone) {
        return run(tokenizer.passage(alone));
    }

    TextTokenizer tokenizer() {
        return tokenizer;
    }

    /** What its graph has computed. */
    ModelWork work() {
        return translator.work();
    }

    private float[] run(long[] tokens) {
        if (tokens.length > files.maxTokens()) {
            throw new IllegalArgumentException(
                    "text has " + tokens.length + " tokens, the model takes " + files.maxTokens());
        }
        running.acquireUninterruptibly();
        Predictor<long[], float[]> predictor = free.poll();
        try {
            if (predictor == null) {
                throw new IllegalStateException("the model " + files.graph() + " is closed");
            }
            return predictor.predict(tokens);
        } catch (TranslateException | EngineException e) {
            throw new ModelException("running " + files.graph() + " failed: " + cause(e), e);
        } finally {
            if (predictor != null) {
                free.add(predictor);
            }
            running.release();
        }
    }

    /** Waits for what is running: the memory under a run must not go. */
    @Override
    public void close() {
        running.acquireUninterruptibly(predictors.size());
        free.clear();
        predictors.forEach(Predictor::close);
        session.close();
        tokenizer.close();
        // Whoever still waits finds nothing free.
        running.release(predictors.size());
    }

    private static ZooModel<long[], float[]> openSession(Path graph) {
        String name = String.valueOf(graph.getFileName());
        Criteria<long[], float[]> criteria =
                Criteria.builder()
                        .setTypes(long[].class, float[].class)
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
