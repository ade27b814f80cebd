package dev.matchmill.jobs.schedule;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * One run of a job that is or will be due.
 *
 * @param dueAt when, by the timetable
 * @param definition of the job when this was planned
 * @param delays how often it ended with "try again later"
 * @param failures how often it ended unexpectedly
 */
record DueRun(Instant dueAt, String definition, int delays, int failures) {

    /** Whether it was started before. */
    boolean isRetry() {
        return delays + failures > 0;
    }

    DueRun delayed() {
        return new DueRun(dueAt, definition, delays + 1, failures);
    }

    DueRun failed() {
        return new DueRun(dueAt, definition, delays, failures + 1);
    }

    /** Lines of text: a row can be read with {@code convert_from(task_data, 'UTF8')}. */
    static final class Text implements Serializer {

        @Override
        public byte[] serialize(Object run) {
            DueRun due = (DueRun) run;
            return String.join(
                            "\n",
                            due.dueAt.toString(),
                            due.definition,
                            Integer.toString(due.delays),
                            Integer.toString(due.failures))
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] text) {
            List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
            return type.cast(
                    new DueRun(
                            Instant.parse(lines.get(0)),
                            lines.get(1),
                            Integer.parseInt(lines.get(2)),
                            Integer.parseInt(lines.get(3))));
        }
    }
}
