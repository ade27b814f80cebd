package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program of PostgreSQL at work. What it says is kept, bounded; it ends when it is told to stop.
 * No shell, no password among its arguments.
 */
final class ChildProgram implements AutoCloseable {

    private static final int MOST_CHARACTERS = 4_000;
    private static final long LOOK_MILLIS = 100;
    private static final long MERCY_SECONDS = 5;

    private final Process process;
    private final Thread listener;
    private final StringBuilder heard = new StringBuilder();

    private ChildProgram(Process process) {
        this.process = process;
        this.listener = Thread.ofPlatform().daemon().name("child-errors").start(this::listen);
    }

    /**
     * How it ended.
     *
     * @param output the end of what it said on both channels
     * @param stopped whether it was told to
     */
    record Ended(int code, String output, boolean stopped) {

        /** The first of its complaints, else the last thing it said; one line, bounded. */
        String reason() {
            return output.lines()
                    .filter(line -> line.contains("error:") || line.contains("FATAL"))
                    .findFirst()
                    .or(() -> output.lines().filter(line -> !line.isBlank()).reduce((_, b) -> b))
                    .map(line -> line.length() <= 300 ? line : line.substring(0, 300) + "…")
                    .orElse("no message");
        }
    }

    /**
     * Starts it.
     *
     * @param environment added to this process's own
     * @throws PreconditionException when it cannot be started
     */
    static ChildProgram start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Nothing of ours but what is said here decides where it connects.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PG") && !name.equals("PGPASSFILE"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MATCHMILL_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProgram(process);
        } catch (IOException refused) {
            throw new PreconditionException(
                    command.getFirst() + " cannot be started: " + refused.getMessage() + ".",
                    refused);
        }
    }

    /** Runs a short one to its end, which comes after the limit at the latest. */
    static Ended run(List<String> command, Map<String, String> environment, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try (ChildProgram child = start(command, environment)) {
            return child.await(() -> System.nanoTime() > end);
        }
    }

    /** Runs one to its end, or until somebody asks to stop. */
    static Ended run(List<String> command, Map<String, String> environment, BooleanSupplier stop) {
        try (ChildProgram child = start(command, environment)) {
            return child.await(stop);
        }
    }

    /** Waits for its end, or ends it when somebody asks to stop. */
    Ended await(BooleanSupplier stop) {
        boolean stopped = false;
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.getAsBoolean()) {
                    stopped = true;
                    close();
                }
            }
            listener.join(TimeUnit.SECONDS.toMillis(MERCY_SECONDS));
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            return new Ended(1, "interrupted", true);
        }
        synchronized (heard) {
            return new Ended(process.exitValue(), heard.toString(), stopped);
        }
    }

    /** Ends it, politely first. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(MERCY_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (heard) {
                    heard.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    if (heard.length() > MOST_CHARACTERS) {
                        heard.delete(0, heard.length() - MOST_CHARACTERS);
                    }
                }
            }
        } catch (IOException gone) {
            // It was ended: what it said last is of no interest.
        }
    }
}
