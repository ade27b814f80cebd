package dev.matchmill.readers.sandbox;

import static dev.matchmill.migrations.type.RejectionReason.CRASH;
import static dev.matchmill.migrations.type.RejectionReason.OUT_OF_MEMORY;
import static dev.matchmill.migrations.type.RejectionReason.TIMEOUT;

import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.RefusedDocument;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** One child process and its private folder. Confined to one borrower at a time. */
final class ParserChild implements AutoCloseable {

    /** Exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int JVM_OUT_OF_MEMORY = 3;

    /** How the name of a private folder starts. */
    static final String FOLDER = "matchmill-parser-";

    private static final Executor PIPES =
            task -> Thread.ofPlatform().daemon().name("sandbox-pipe").start(task);

    private final SandboxSettings settings;
    private final Path folder;
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private int documentCount;
    private boolean broken;

    private ParserChild(SandboxSettings settings, Path folder, Process process) {
        this.settings = settings;
        this.folder = folder;
        this.process = process;
        this.requests =
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 65_536));
        this.answers =
                new DataInputStream(new BufferedInputStream(process.getInputStream(), 65_536));
    }

    /**
     * Starts a child and waits until it is ready.
     *
     * @throws SandboxException when no child can be started: that says nothing about a document
     */
    static ParserChild start(SandboxSettings settings, String mainClass)
            throws InterruptedException {
        ParserChild child = launch(settings, mainClass);
        try {
            if (child.within(settings.startTimeout(), child.answers::read) != Frames.READY) {
                throw new IOException("ended while starting");
            }
            return child;
        } catch (IOException | TimeoutException failed) {
            child.close();
            throw new SandboxException(
                    "the parser process did not start within "
                            + settings.startTimeout().toSeconds()
                            + " s; check memory and the settings matchmill.readers.sandbox",
                    failed);
        } catch (InterruptedException interrupted) {
            child.close();
            throw interrupted;
        }
    }

    private static ParserChild launch(SandboxSettings settings, String mainClass) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory(FOLDER);
            Process process = ChildCommand.of(settings, mainClass, folder).start();
            return new ParserChild(settings, folder, process);
        } catch (IOException failed) {
            remove(folder);
            throw new SandboxException("a parser process can't be started", failed);
        }
    }

    /** Whether it can take another document; a child that died while idle can't. */
    boolean usable() {
        return !broken && process.isAlive() && documentCount < settings.documentsPerChild();
    }

    /** The outcome; after a TIMEOUT, OUT_OF_MEMORY or CRASH the child is dead. */
    ParseOutcome parse(byte[] content, String fileName) throws InterruptedException {
        documentCount++;
        try {
            return within(settings.documentTimeout(), () -> exchange(content, fileName));
        } catch (TimeoutException late) {
            kill();
            return new RefusedDocument(
                    TIMEOUT, "longer than " + settings.documentTimeout().toMillis() + " ms");
        } catch (IOException gone) {
            return death();
        } catch (InterruptedException interrupted) {
            kill();
            throw interrupted;
        }
    }

    private ParseOutcome exchange(byte[] content, String fileName) throws IOException {
        Frames.writeRequest(requests, fileName, content);
        return Frames.readOutcome(answers, settings.maxCharacters());
    }

    private RefusedDocument death() throws InterruptedException {
        broken = true;
        // A child that broke the protocol may still run.
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            kill();
        }
        int exit = process.waitFor();
        return exit == JVM_OUT_OF_MEMORY
                ? new RefusedDocument(
                        OUT_OF_MEMORY, "more heap than " + settings.heap().toMegabytes() + " MB")
                : new RefusedDocument(CRASH, "the parser process ended with code " + exit);
    }

    private interface PipeTask<T> {
        T run() throws IOException;
    }

    /** Pipes know no timeout: a thread of its own waits for them and ends with the child. */
    private <T> T within(Duration limit, PipeTask<T> task)
            throws IOException, TimeoutException, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        PIPES.execute(() -> {
            try {
                result.complete(task.run());
            } catch (IOException | RuntimeException | Error failed) {
                result.completeExceptionally(failed);
            }
        });
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed);
        }
    }

    private void kill() {
        broken = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Whether this is its first document, so that nothing before can have harmed the child. */
    boolean isFresh() {
        return documentCount <= 1;
    }

    Path folder() {
        return folder;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        remove(folder);
    }

    private static void remove(@Nullable Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException leftBehind) {
            // The system's cleaning of its temporary folder takes it.
        }
    }
}
