package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.launch.ProgramProcess;
import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits for the end of programs, but not for ever: one that stands still is written down, killed,
 * and called a breach; the loop goes on.
 *
 * @param most how long any start may take
 * @param breach hears what did not end
 */
record Patience(Server server, Duration most, Consumer<String> breach) {

    private static final long SECONDS_AFTER_KILL = 60;

    /** Starts a program and waits for its end. */
    Ended run(Setup setup, String... arguments) {
        try (ProgramProcess program = setup.start(arguments)) {
            return end(program);
        }
    }

    /** Waits for the end of one that was started. */
    Ended end(ProgramProcess program) {
        if (!program.endsWithin(most.toSeconds())) {
            breach.accept(
                    "still running after %d s; what it was at: %s"
                            .formatted(most.toSeconds(), new Standstill(program, server).write()));
            program.kill();
        }
        return program.end(SECONDS_AFTER_KILL);
    }

    /** Starts a program that nothing is done to, which must end with 0. */
    Ended mustEnd(Setup setup, String... arguments) {
        Ended ended = run(setup, arguments);
        if (ended.code() != 0) {
            breach.accept(
                    "an undisturbed %s ended with %d%s"
                            .formatted(
                                    String.join(" ", arguments),
                                    ended.code(),
                                    Assault.tail(ended)));
        }
        return ended;
    }
}
