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
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One child process and its private folder. Confined to one borrower at a time. */
final class ParserChild implements AutoCloseable {

    /** Exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int JVM_OUT_OF_MEMORY = 3;

    private final SandboxSettings settings;
    private final PrivateFolder folder;
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private int documentCount;
    private boolean broken;
    private boolean slowed;
    private volatile boolean requestSent;

    private ParserChild(SandboxSettings settings, PrivateFolder folder, Process process) {
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
            int first =
                    TimedPipe.within(
                            settings.startTimeout(), () -> Duration.ZERO, child.answers::read);
            if (first != Frames.READY) {
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
        try {
            PrivateFolder folder = PrivateFolder.create();
            try {
                Process process = ChildCommand.of(settings, mainClass, folder.path()).start();
                return new ParserChild(settings, folder, process);
            } catch (IOException failed) {
                folder.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new SandboxException("a parser process can't be started", failed);
        }
    }

    /**
     * Whether it can take another document; a child that died while idle can't, nor one that a slow
     * document left with little priority.
     */
    boolean usable() {
        return !broken
                && !slowed
                && process.isAlive()
                && documentCount < settings.documentsPerChild();
    }

    /**
     * The outcome; after a TIMEOUT, OUT_OF_MEMORY or CRASH the child is dead.
     *
     * @param slow is told, again and again, that the document is out of patience
     */
    ParseOutcome parse(byte[] content, String fileName, Runnable slow) throws InterruptedException {
        documentCount++;
        requestSent = false;
        Patience patience = new Patience(settings.patience(), process.toHandle(), isFresh());
        try {
            return TimedPipe.within(
                    settings.documentTimeout(),
                    () -> lookAfter(patience, slow),
                    () -> exchange(content, fileName));
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
        Frames.writeRequest(requests, documentCount, fileName, content);
        requestSent = true;
        return Frames.readOutcome(answers, documentCount, settings.maxCharacters());
    }

    /**
     * Returns how much of the time doesn't count: a document that never computed isn't to blame.
     */
    private Duration lookAfter(Patience patience, Runnable slow) {
        if (patience.isOver()) {
            slow.run();
        }
        if (patience.isSpent()) {
            lowerPriority();
            return Duration.ZERO;
        }
        return patience.starved();
    }

    private void lowerPriority() {
        if (!slowed && requestSent) {
            slowed = true;
            TimedPipe.THREADS.execute(() -> {
                try {
                    Frames.writeSlow(requests);
                } catch (IOException gone) {
                    // Who waits for the answer finds out.
                }
            });
        }
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
        return folder.path();
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
        folder.close();
    }
}
