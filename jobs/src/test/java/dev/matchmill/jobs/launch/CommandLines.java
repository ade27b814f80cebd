package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;

/** Calls of the program in files that nobody compiles. */
final class CommandLines {

    private CommandLines() {}

    /** Fails when a verb or option is none of the program's. */
    static void assertParses(List<String> arguments) {
        assertThatCode(() -> Matchmill.commandLine().parseArgs(arguments.toArray(String[]::new)))
                .as("matchmill %s", String.join(" ", arguments))
                .doesNotThrowAnyException();
    }
}
