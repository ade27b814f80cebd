package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;

/**
 * Where words go: results to standard output and nothing else there, everything else to standard
 * error; both in UTF-8.
 */
final class Console {

    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final PrintStream ERR =
            new PrintStream(
                    new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);

    /** What the system says when whoever read has read enough, or nobody ever wanted to. */
    private static final Set<String> NOBODY_READS = Set.of("Broken pipe", "Bad file descriptor");

    private static volatile LogFormat format = LogFormat.TEXT;

    private Console() {}

    /** From now on, sentences are written like the log. */
    static void sayAs(LogFormat chosen) {
        format = chosen;
    }

    /**
     * Prints a result, on lines of its own.
     *
     * @throws UncheckedIOException if it can't be written, as to a full disk; not if nobody reads
     *     it
     */
    static void print(String result) {
        String lines = result.endsWith("\n") ? result : result + "\n";
        try {
            OUT.write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException lost) {
            String reason = String.valueOf(lost.getMessage());
            if (NOBODY_READS.stream().noneMatch(reason::contains)) {
                throw new UncheckedIOException("the result could not be written", lost);
            }
        }
    }

    static void say(String sentence) {
        switch (format) {
            case TEXT -> ERR.println("matchmill: " + sentence);
            case JSON -> ERR.writeBytes(JsonLines.of(Clock.systemUTC().instant(), sentence));
        }
        ERR.flush();
    }

    static Progress progress() {
        return switch (format) {
            case TEXT -> new Progress(ERR, isTerminal(), System::nanoTime);
            case JSON -> new Progress(Console::say, System::nanoTime);
        };
    }

    /** Whether results go to a terminal. */
    static boolean isOnTerminal() {
        return isTerminal();
    }

    // Standard output may be a pipe while progress still goes to a terminal; the JDK only knows
    // whether both are. That errs on the quiet side.
    @SuppressWarnings("SystemConsoleNull") // it asks isTerminal, as the check advises
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }
}
