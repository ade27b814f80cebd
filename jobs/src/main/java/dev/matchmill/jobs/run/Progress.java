package dev.matchmill.jobs.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells on standard error how a step gets on: on a terminal one line that is written over, with
 * rate and time left; elsewhere a plain line every ten seconds and one at the end. Thread-safe.
 */
public final class Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_LOG = Duration.ofSeconds(10);

    private final Consumer<String> out;
    private final boolean terminal;
    private final LongSupplier nanos;

    private String step = "";
    private long total;
    private long done;
    private long started;
    private long shown;
    private boolean open;

    /**
     * Progress of one process.
     *
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Progress(PrintStream out, boolean terminal, LongSupplier nanos) {
        this(
                text -> {
                    out.print(terminal ? text : text + System.lineSeparator());
                    out.flush();
                },
                terminal,
                nanos);
    }

    /**
     * Progress that somebody else writes down.
     *
     * @param lines gets each line without its end
     */
    public Progress(Consumer<String> lines, LongSupplier nanos) {
        this(lines, false, nanos);
    }

    private Progress(Consumer<String> out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    /** Starts a step; a total of 0 means that it isn't known. */
    public synchronized void begin(String name, long items) {
        if (open) {
            end();
        }
        step = name;
        total = items;
        done = 0;
        started = nanos.getAsLong();
        shown = started;
        open = true;
    }

    public synchronized void advance(long items) {
        if (!open) {
            return;
        }
        done += items;
        long now = nanos.getAsLong();
        if (now - shown >= (terminal ? ON_TERMINAL : IN_LOG).toNanos()) {
            shown = now;
            print(now, false);
        }
    }

    /** Ends the step; steps that had nothing to do are not mentioned. */
    public synchronized void end() {
        if (open && done > 0) {
            print(nanos.getAsLong(), true);
        }
        open = false;
    }

    private void print(long now, boolean last) {
        double seconds = Math.max(0.001, (now - started) / 1e9);
        double rate = done / seconds;
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-8s %,d", step, done));
        if (total > 0) {
            line.append(String.format(Locale.ROOT, " of %,d (%d %%)", total, done * 100 / total));
        }
        line.append(String.format(Locale.ROOT, ", %.1f/s", rate));
        if (last) {
            line.append(String.format(Locale.ROOT, ", %s", clock(seconds)));
        } else if (total > done) {
            line.append(String.format(Locale.ROOT, ", %s left", clock((total - done) / rate)));
        }
        out.accept(terminal ? "\r\u001b[K" + line + (last ? "\n" : "") : line.toString());
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }
}
