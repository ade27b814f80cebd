package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.launch.ProgramProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;

/**
 * What a program that does not end is at, and what its server is: for whoever must find out why.
 */
record Standstill(ProgramProcess program, Server server) {

    private static final long DUMP_SECONDS = 20;

    private static final String SESSIONS =
            """
            SELECT concat_ws(' | ', pid, application_name, state, wait_event_type, wait_event,
                             pg_blocking_pids(pid), now() - xact_start, left(query, 160))
            FROM pg_stat_activity
            WHERE datname = current_database()
            ORDER BY pid
            """;

    /** Writes all of it into a file of its own and returns where that is. */
    Path write() {
        List<String> lines = new ArrayList<>();
        lines.add("what it said:");
        lines.add(program.said());
        lines.add("its threads, by the JVM:");
        lines.add(threads());
        // A JVM on its way out answers nobody; the kernel still knows for what it waits.
        lines.add("its threads, by the kernel:");
        lines.addAll(tasks(program.pid()));
        lines.add("its children:");
        program.children().forEach(child -> lines.add(child.pid() + " " + child.info()));
        lines.add("the server's sessions:");
        lines.addAll(sessions());
        try {
            return Files.write(Files.createTempFile("matchmill-standstill-", ".txt"), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String threads() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Path out = Files.createTempFile("matchmill-threads-", ".txt");
            Process dump =
                    new ProcessBuilder(jcmd, Long.toString(program.pid()), "Thread.print", "-l")
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            boolean answered = dump.waitFor(DUMP_SECONDS, TimeUnit.SECONDS);
            dump.destroyForcibly();
            String text = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            return answered ? text : "no answer within " + DUMP_SECONDS + " s\n" + text;
        } catch (IOException failure) {
            return failure.toString();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static List<String> tasks(long pid) {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return all.sorted()
                    .map(task ->
                            task.getFileName()
                                    + " "
                                    + text(task.resolve("comm"))
                                    + ": "
                                    + text(task.resolve("wchan"))
                                    + ", "
                                    + text(task.resolve("syscall")))
                    .toList();
        } catch (IOException gone) {
            return List.of(gone.toString());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException gone) {
            return "unknown";
        }
    }

    private List<String> sessions() {
        try {
            return server.ask(jdbc -> jdbc.sql(SESSIONS).query(String.class).list());
        } catch (DataAccessException away) {
            return List.of(away.toString());
        }
    }
}
