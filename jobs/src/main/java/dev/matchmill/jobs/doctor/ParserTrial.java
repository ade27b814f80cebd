package dev.matchmill.jobs.doctor;

import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.sandbox.SandboxException;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import java.nio.charset.StandardCharsets;

/** Starts one child process and lets it read a text. */
public final class ParserTrial {

    private static final String LAST_WORDS = "from the second line.";
    private static final String TEXT =
            "Matchmill reads this text in a child process to see whether one can be started.\n"
                    + "It must come back whole, down to the last words "
                    + LAST_WORDS
                    + "\n";

    private ParserTrial() {}

    /** Takes as long as the settings allow for a start and a document, usually a second. */
    public static Finding run(SandboxSettings settings) {
        long started = System.nanoTime();
        try (SandboxedParser parser = new SandboxedParser(settings)) {
            ParseOutcome outcome =
                    parser.parse(TEXT.getBytes(StandardCharsets.UTF_8), "doctor.txt");
            return judge(outcome, (System.nanoTime() - started) / 1_000_000);
        } catch (SandboxException none) {
            return failed("no child process can be started: " + none.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed("stopped while a child process was working");
        }
    }

    static Finding judge(ParseOutcome outcome, long milliseconds) {
        return switch (outcome) {
            case ParsedDocument read when read.text().contains(LAST_WORDS) ->
                    Finding.ok("parser", "a child process read a text in " + milliseconds + " ms");
            case ParsedDocument _ -> failed("a child process lost text");
            case RefusedDocument refused ->
                    failed("a child process refused a plain text: " + refused.reason());
        };
    }

    private static Finding failed(String found) {
        return Finding.fail(
                "parser",
                found,
                "Check free memory and processes (ulimit -u) and matchmill.readers.sandbox.heap"
                        + " and start-timeout.");
    }
}
