package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where words go: results to standard output and nothing else there, everything else to standard
 * error; both in UTF-8.
 */
final class Console {

    private static final PrintStream OUT = stream(FileDescriptor.out);
    private static final PrintStream ERR = stream(FileDescriptor.err);

    private Console() {}

    static void print(String result) {
        OUT.print(result);
        if (!result.endsWith("\n")) {
            OUT.print('\n');
        }
        OUT.flush();
    }

    static void say(String sentence) {
        ERR.println("matchmill: " + sentence);
        ERR.flush();
    }

    static Progress progress() {
        return new Progress(ERR, isTerminal(), System::nanoTime);
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
