package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.report.StatusReport;
import dev.matchmill.jobs.run.StopRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The status again and again: on a terminal in place, with what changed since the last look;
 * elsewhere a line each, as text or JSON.
 */
record StatusWatch(StatusReport status, Clock clock, StopRequest stop, boolean isTerminal) {

    private static final Duration LOOK = Duration.ofMillis(100);

    /**
     * Clears what stood there line by line: clearing the whole screen flickers. A long line is cut
     * meanwhile, for one that goes on below would push the others away.
     */
    private static final String HOME = "\u001b[?7l\u001b[H";

    private static final String CLEAR_LINE = "\u001b[K\n";
    private static final String CLEAR_REST = "\u001b[J\u001b[?7h";

    void run(OutputFormat output, int seconds) {
        Map<String, Object> last = Map.of();
        while (!stop.isStopped()) {
            try {
                Map<String, Object> numbers = status.numbers();
                show(output, numbers, last);
                last = numbers;
            } catch (DataAccessException away) {
                Console.say("the database does not answer; still watching");
            }
            long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            while (!stop.isStopped() && System.nanoTime() < until) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private void show(OutputFormat output, Map<String, Object> now, Map<String, Object> last) {
        if (output == OutputFormat.JSON) {
            Console.print(Json.mapper().writeValueAsString(now));
        } else if (isTerminal) {
            Console.print(screen(now, last));
        } else {
            Console.print(line(now));
        }
    }

    String line(Map<String, Object> now) {
        return at()
                + " "
                + now.entrySet().stream()
                        .map(figure -> figure.getKey() + "=" + quoted(figure.getValue()))
                        .collect(Collectors.joining(" "));
    }

    String screen(Map<String, Object> now, Map<String, Object> last) {
        StringBuilder text = new StringBuilder(HOME);
        text.append("Matchmill at ").append(at()).append(", Ctrl-C ends").append(CLEAR_LINE);
        int width = now.keySet().stream().mapToInt(String::length).max().orElse(0);
        now.forEach((name, value) -> {
            text.append(name.replace('_', ' '))
                    .repeat(' ', width - name.length() + 2)
                    .append(value)
                    .append(change(value, last.get(name)))
                    .append(CLEAR_LINE);
        });
        return text.append(CLEAR_REST).toString();
    }

    private static String change(Object now, @Nullable Object last) {
        return now instanceof Number after && last instanceof Number before && !after.equals(before)
                ? String.format(Locale.ROOT, "  (%+d)", after.longValue() - before.longValue())
                : "";
    }

    private static String quoted(Object value) {
        String text = value.toString();
        return text.contains(" ") ? "\"" + text + "\"" : text;
    }

    private String at() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
