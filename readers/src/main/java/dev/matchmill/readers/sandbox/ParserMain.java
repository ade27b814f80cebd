package dev.matchmill.readers.sandbox;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.ContentParser;
import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.parse.ParseLimits;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.RefusedDocument;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.springframework.util.FileSystemUtils;

/**
 * The child: answers one request after the other until its input ends. A thread of its own reads
 * the input, so that the end of the parent is noticed and obeyed while a document hangs.
 */
public final class ParserMain {

    /** The parser gave up for want of heap; the parent starts a new child. */
    static final int OUT_OF_MEMORY = 3;

    /** Name of the thread that parses, as the parent finds it in the system's lists. */
    static final String PARSING = "parse";

    private ParserMain() {}

    /** Arguments as {@link ChildCommand} writes them. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataOutputStream answers = claimOutput();
        volunteer();
        Lockdown.apply();
        ParseLimits limits = ChildCommand.limits(arguments);
        serve(new ContentParser(limits, ChildCommand.ocr()), arguments, answers);
    }

    /** Where memory is short, the system ends a child and not the program that it serves. */
    private static void volunteer() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "800");
        } catch (IOException notOnThisSystem) {
            // Then the system chooses for itself.
        }
    }

    /** Whatever a library prints must not get into the channel. */
    private static DataOutputStream claimOutput() {
        DataOutputStream answers =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 65_536));
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        return answers;
    }

    static void serve(DocumentParser parser, String[] arguments, DataOutputStream answers)
            throws InterruptedException {
        long maxBytes = ChildCommand.limits(arguments).maxBytes();
        long stack = ChildCommand.stackBytes(arguments);
        InputStream input = new FileInputStream(FileDescriptor.in);
        System.setIn(InputStream.nullInputStream());
        BlockingQueue<Frames.Request> requests = new ArrayBlockingQueue<>(1);
        Thread parsing = new Thread(null, () -> answer(parser, requests, answers), PARSING, stack);
        Thread reading =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> readRequests(input, maxBytes, requests, parsing));
        parsing.start();
        parsing.join();
        reading.interrupt();
    }

    @SuppressWarnings("ThreadPriorityCheck") // for fairness only; nothing relies on it
    private static void readRequests(
            InputStream input,
            long maxBytes,
            BlockingQueue<Frames.Request> requests,
            Thread parsing) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(input, 65_536))) {
            while (true) {
                int number = in.readInt();
                if (number == Frames.SLOW) {
                    // For good: the system doesn't let us raise it again.
                    parsing.setPriority(Thread.MIN_PRIORITY);
                } else {
                    requests.put(Frames.readRequest(in, number, maxBytes));
                }
            }
        } catch (IOException | InterruptedException parentIsGone) {
            leave();
        } catch (OutOfMemoryError noHeap) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private static void answer(
            DocumentParser parser,
            BlockingQueue<Frames.Request> requests,
            DataOutputStream answers) {
        try {
            answers.writeByte(Frames.READY);
            answers.flush();
            while (true) {
                Frames.Request request = requests.take();
                ParseOutcome outcome = outcome(parser, request);
                Frames.writeOutcome(answers, request.number(), outcome);
            }
        } catch (OutOfMemoryError noHeap) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (IOException | InterruptedException parentIsGone) {
            leave();
        }
    }

    /** A parent that was killed can't clean up: the child takes its own folder with it. */
    private static void leave() {
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            if (folder.getFileName().toString().startsWith(PrivateFolder.PREFIX)) {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException leftBehind) {
            // The system's cleaning of its temporary folder takes it.
        } finally {
            // Not exit: a hanging document must not be able to hold up shutdown hooks.
            Runtime.getRuntime().halt(0);
        }
    }

    private static ParseOutcome outcome(DocumentParser parser, Frames.Request request)
            throws InterruptedException {
        try {
            return parser.parse(request.content(), request.fileName());
        } catch (StackOverflowError tooDeep) {
            return new RefusedDocument(RejectionReason.TOO_DEEP, "stack of the parser");
        }
    }
}
