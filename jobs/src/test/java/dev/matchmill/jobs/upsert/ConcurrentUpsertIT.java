package dev.matchmill.jobs.upsert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConcurrentUpsertIT {

    private static final int WRITERS = 4;
    private static final String WAITING =
            """
            SELECT count(*)
            FROM pg_locks
            WHERE locktype = 'advisory'
              AND NOT granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    @TempDir private Path folder;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void four_threads_that_write_the_same_records_make_each_of_them_once() throws Exception {
        assertThat(inThreads()).containsOnly(0);

        assertThat(keys()).isEqualTo(UpsertProcess.RECORDS);
        assertThat(rows()).hasSize(UpsertProcess.RECORDS);
    }

    @Test
    void four_processes_that_write_the_same_records_make_each_of_them_once() throws Exception {
        List<Process> processes = new ArrayList<>();
        List<Path> outputs = new ArrayList<>();
        try (Connection holder = database.address().unpooled().getConnection();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + UpsertProcess.START + ")");
            for (int seed = 0; seed < WRITERS; seed++) {
                outputs.add(folder.resolve("writer-" + seed));
                processes.add(start(seed, outputs.getLast()));
            }
            awaitWaiting(processes);
            statement.execute("SELECT pg_advisory_unlock(" + UpsertProcess.START + ")");
            for (Process process : processes) {
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }

        for (int i = 0; i < WRITERS; i++) {
            // The number of transactions that had to be repeated.
            assertThat(Files.readString(outputs.get(i)).strip()).endsWith("0");
            assertThat(processes.get(i).exitValue()).isZero();
        }
        assertThat(keys()).isEqualTo(UpsertProcess.RECORDS);
        assertThat(rows()).hasSize(UpsertProcess.RECORDS);
    }

    @Test
    void records_that_are_written_again_leave_every_row_and_the_audit_trail_as_they_are()
            throws Exception {
        inThreads();
        List<String> rows = rows();
        long audited = audited();

        inThreads();

        assertThat(rows()).isEqualTo(rows);
        assertThat(audited()).isEqualTo(audited);
    }

    private List<Integer> inThreads() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Integer>> writers =
                    LongStream.range(0, WRITERS)
                            .mapToObj(seed ->
                                    (Callable<Integer>)
                                            () -> UpsertProcess.write(database.dataSource(), seed))
                            .toList();
            List<Integer> repeated = new ArrayList<>();
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                repeated.add(writer.get());
            }
            return repeated;
        }
    }

    private Process start(int seed, Path output) throws IOException {
        String password = database.address().password();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "target/test-classes:target/classes:"
                                + Files.readString(Path.of("target/test-class-path")).strip(),
                        UpsertProcess.class.getName(),
                        database.address().url(),
                        database.address().username(),
                        password == null ? "" : password,
                        Integer.toString(seed))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private void awaitWaiting(List<Process> processes) {
        while (jdbc.sql(WAITING).query(Long.class).single() < WRITERS) {
            assertThat(processes).allMatch(Process::isAlive);
        }
    }

    private long keys() {
        return jdbc.sql("SELECT count(DISTINCT email) FROM candidates").query(Long.class).single();
    }

    private long audited() {
        return jdbc.sql("SELECT count(*) FROM compliance.audit_log").query(Long.class).single();
    }

    // A lock would show in xmax.
    private List<String> rows() {
        return jdbc.sql("SELECT ctid || ' ' || xmin || ' ' || xmax FROM candidates ORDER BY ctid")
                .query(String.class)
                .list();
    }
}
