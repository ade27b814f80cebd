package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who asks the packaged program to end learns whether work is left, whenever that is. */
class SignalsIT {

    private static final int PEOPLE = 160;

    /** From the first row of the run to well into its last stage. */
    private static final long SPREAD_MILLIS = 4_000;

    private static final int MOMENTS = 6;
    private static final long SEED = 20;

    @TempDir private Path folder;

    private TestDatabase database;
    private Rows rows;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        rows = new Rows(JdbcClient.create(database.dataSource()));
        SampleFiles files = new SampleFiles(folder.resolve("in"));
        for (int i = 0; i < PEOPLE; i++) {
            files.resume("p" + i + ".txt", "Sam Crowd", "sam" + i + "@example.org", "Java");
        }
        String small =
                new SampleFiles(folder)
                        .write("small.yaml", "matchmill.jobs.ingest.batch-size: 4\n")
                        .toString();
        setup =
                ProgramProcess.Setup.on(database, folder.resolve("work"))
                        .with("MATCHMILL_CONFIG", small);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sigterm_at_random_moments_ends_in_time_with_75_and_never_with_0_while_work_is_left() {
        Random random = new Random(SEED);
        int stopped = 0;
        for (int i = 0; i < MOMENTS; i++) {
            long millis = random.nextLong(SPREAD_MILLIS);
            int code = signalled("TERM", millis);
            assertThat(code).as("seed %d, moment %d, %d ms", SEED, i, millis).isIn(0, 75);
            if (code == 0) {
                assertNothingIsLeft();
            } else {
                stopped++;
                assertThat(lastRun()).isEqualTo("stopped 75");
            }
        }
        assertThat(stopped).isPositive();

        ProgramProcess.Ended rest = setup.run("run", "--source", in());

        assertThat(rest.code()).as(rest.err()).isZero();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_run_that_is_interrupted_at_once_says_75_and_the_next_one_finishes(String signal) {
        assertThat(signalled(signal, 0)).isEqualTo(75);
        assertThat(lastRun()).isEqualTo("stopped 75");
        assertThat(rows.count("pipeline.source_records WHERE lease_owner IS NOT NULL")).isZero();

        assertThat(setup.run("run", "--source", in()).code()).isZero();

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 1_300, 1_900, 2_500})
    void a_signal_during_the_start_is_no_failure(int millis) {
        try (ProgramProcess program = setup.start("run", "--source", in())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            program.signal("TERM");

            ProgramProcess.Ended ended = program.end(25);

            // 143: it had not begun to listen.
            assertThat(ended.code()).as(ended.err()).isIn(75, 143);
        }
    }

    /** The code of a run that gets the signal so long after it has begun. */
    private int signalled(String signal, long millis) {
        long before = rows.count("pipeline.runs");
        try (ProgramProcess program = setup.start("run", "--source", in())) {
            Waiting.until(
                    "the run has begun",
                    () -> rows.count("pipeline.runs") > before || !program.isAlive());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            if (program.isAlive()) {
                program.signal(signal);
            }
            return program.end(25).code();
        }
    }

    private void assertNothingIsLeft() {
        assertThat(rows.count("pipeline.source_records WHERE state = 'stored'")).isEqualTo(PEOPLE);
        assertThat(rows.count("candidates")).isEqualTo(PEOPLE);
        assertThat(rows.count("embeddings WHERE entity_type = 'candidate' AND chunk_no = 0"))
                .isEqualTo(PEOPLE);
        assertThat(lastRun()).isEqualTo("completed 0");
    }

    private String lastRun() {
        return rows.text(
                "SELECT concat_ws(' ', status, exit_code) FROM pipeline.runs ORDER BY id DESC LIMIT"
                        + " 1");
    }

    private String in() {
        return folder.resolve("in").toString();
    }
}
