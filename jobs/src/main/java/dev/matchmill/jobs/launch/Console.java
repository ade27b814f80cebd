package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Where words go: results to standard output and nothing else there, everything else to standard
 * error; both in UTF-8.
 */
final class Console {

    private static final PrintStream OUT = stream(FileDescriptor.out);
    private static final PrintStream ERR = stream(FileDescriptor.err);

    private static volatile LogFormat format = LogFormat.TEXT;

    private Console() {}

    /** From now on, sentences are written like the log. */
    static void sayAs(LogFormat chosen) {
        format = chosen;
    }

    static void print(String result) {
        OUT.print(result);
        if (!result.endsWith("\n")) {
            OUT.print('\n');
        }
        OUT.flush();
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

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
