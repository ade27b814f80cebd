package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import java.util.ArrayList;
import java.util.List;

/**
 * Workers at one backfill, each on a core of its own.
 *
 * @param setup how each of them is started but for its core
 */
public record PinnedWorkers(Setup setup) {

    private static final int MOST_SECONDS = 3600;

    /** Starts as many at once, and waits until all have ended well. */
    public void work(int count, String... arguments) {
        List<ProgramProcess> programs = new ArrayList<>();
        try {
            for (int core = 0; core < count; core++) {
                programs.add(
                        setup.startedBy("taskset", "-c", Integer.toString(core)).start(arguments));
            }
            for (ProgramProcess program : programs) {
                Ended ended = program.end(MOST_SECONDS);
                if (ended.code() != 0) {
                    throw new IllegalStateException("a worker ended with " + ended);
                }
            }
        } finally {
            programs.forEach(ProgramProcess::close);
        }
    }
}
