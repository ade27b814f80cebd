package dev.matchmill.readers.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether a document is slow, and how much of its time the machine kept from it. Counted in
 * processor time of its child, so that a busy machine makes nobody slow; what waits without
 * computing is slow as well, after {@link #WAITING} times as long.
 */
final class Patience {

    private static final int WAITING = 5;

    /** The first document of a child pays for loading the parser's classes. */
    private static final int FIRST = 3;

    private final Duration computing;
    private final ProcessHandle child;
    private final Optional<Path> schedule;
    private final Duration usedBefore;
    private final long delayedBefore;
    private final long begin = System.nanoTime();

    Patience(Duration patience, ProcessHandle child, boolean first) {
        this.computing = first ? patience.multipliedBy(FIRST) : patience;
        this.child = child;
        this.schedule = schedule(child.pid());
        this.usedBefore = used();
        this.delayedBefore = delayed();
    }

    /** Whether the document has computed so long that others may go first. */
    boolean isSpent() {
        return used().minus(usedBefore).compareTo(computing) >= 0;
    }

    /** Whether it has held its place long enough, computing or not. */
    boolean isOver() {
        return System.nanoTime() - begin >= computing.multipliedBy(WAITING).toNanos() || isSpent();
    }

    /** How long it could have computed and had no processor; 0 where the system doesn't say. */
    Duration starved() {
        return Duration.ofNanos(Math.max(0, delayed() - delayedBefore));
    }

    private Duration used() {
        return child.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private long delayed() {
        return schedule.map(Patience::delayed).orElse(0L);
    }

    private static long delayed(Path schedule) {
        try {
            // Nanoseconds on a processor, nanoseconds in wait for one, times it got one.
            return Long.parseLong(Files.readString(schedule).strip().split(" ", -1)[1]);
        } catch (IOException | RuntimeException ended) {
            return 0;
        }
    }

    /** Where Linux counts for the thread that parses. */
    private static Optional<Path> schedule(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.filter(Patience::parses)
                    .map(thread -> thread.resolve("schedstat"))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (IOException | RuntimeException elsewhere) {
            return Optional.empty();
        }
    }

    private static boolean parses(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip().equals(ParserMain.PARSING);
        } catch (IOException ended) {
            return false;
        }
    }
}
