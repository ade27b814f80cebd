package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One live execution of a scope: the packaged program beside itself. */
class LockedProcessesIT {

    private static final int PEOPLE = 12;
    private static final int STARTS = 8;
    private static final int ROUNDS = 3;

    @TempDir private Path folder;

    private TestDatabase database;
    private Rows rows;
    private Gate gate;
    private SampleFiles files;
    private ProgramProcess.Setup setup;
    private int people;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        rows = new Rows(JdbcClient.create(database.dataSource()));
        gate = Gate.in(database);
        files = new SampleFiles(folder.resolve("in"));
        String settings =
                new SampleFiles(folder)
                        .write(
                                "small.yaml",
                                """
                                matchmill:
                                  jobs.ingest.batch-size: 4
                                  database.statement-timeout: 5m
                                  database.socket-timeout: 6m
                                """)
                        .toString();
        setup =
                ProgramProcess.Setup.on(database, folder.resolve("work"))
                        .with("MATCHMILL_CONFIG", settings);
        crowd();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void of_eight_starts_of_a_failed_job_one_works_and_the_others_are_told_to_come_back() {
        for (int round = 1; round <= ROUNDS; round++) {
            var dead = setup.option("-D" + CrashPoint.PROPERTY + "=after-claim").run(ingest());
            assertThat(dead.code()).as(dead.err()).isEqualTo(137);
            gate.close();
            List<ProgramProcess> all =
                    Stream.generate(() -> setup.start(ingest())).limit(STARTS).toList();
            try {
                Waiting.until(
                        "all but one have ended",
                        () -> all.stream().filter(ProgramProcess::isAlive).count() <= 1);
                gate.awaitSomebody();
                gate.open();

                assertThat(all.stream().map(one -> one.end(60).code()).sorted().toList())
                        .containsExactly(0, 75, 75, 75, 75, 75, 75, 75);
            } finally {
                all.forEach(ProgramProcess::close);
            }
            assertThat(rows.count("candidates")).isEqualTo(people);
            // Who came in vain has left no row.
            assertThat(rows.count("pipeline.runs WHERE status = 'completed'")).isEqualTo(round);
            assertThat(rows.count("pipeline.runs WHERE status = 'failed'")).isEqualTo(round);
            assertThat(rows.count("pipeline.runs")).isEqualTo(2L * round);
            crowd();
        }
    }

    @Test
    void who_loses_the_lock_in_the_middle_of_a_transaction_does_not_commit_it() {
        gate.close();
        try (ProgramProcess program = setup.start(ingest())) {
            gate.awaitSomebody();
            gate.endLock();
            gate.open();

            ProgramProcess.Ended ended = program.end(60);

            assertThat(ended.code()).as(ended.err()).isEqualTo(75);
            assertThat(ended.err()).contains("lost its lock or was taken over; start again");
        }
        assertThat(rows.count("candidates")).isZero();
        assertThat(rows.count("pipeline.source_records WHERE state <> 'pending'")).isZero();
        assertThat(setup.run(ingest()).code()).isZero();
        assertThat(rows.count("candidates")).isEqualTo(people);
    }

    @Test
    void a_start_beside_a_stopped_one_is_told_to_come_back_and_does_no_harm() {
        gate.close();
        try (ProgramProcess first = setup.start(ingest())) {
            gate.awaitSomebody();
            assertThat(first.freeze()).isTrue();

            ProgramProcess.Ended second = setup.run(ingest());

            assertThat(second.code()).as(second.err()).isEqualTo(75);
            assertThat(second.err()).contains("another execution of 'pipeline' is running");
            gate.open();
            first.signal("CONT");
            assertThat(first.end(60).code()).isZero();
        }
        assertThat(rows.count("candidates")).isEqualTo(people);
        assertThat(rows.count("pipeline.runs")).isEqualTo(1);
    }

    @Test
    void a_stopped_one_that_was_taken_over_writes_nothing_when_it_wakes_up() {
        gate.close();
        try (ProgramProcess first = setup.start(ingest())) {
            gate.awaitSomebody();
            assertThat(first.freeze()).isTrue();
            gate.endLock();
            ProgramProcess.Ended early = setup.run(ingest());
            assertThat(early.code()).as("its transaction has not ended").isEqualTo(75);
            assertThat(early.err()).contains("has not ended");
            gate.endSessions();
            gate.open();
            assertThat(setup.run(ingest()).code()).isZero();
            List<String> before = everything();

            first.signal("CONT");

            ProgramProcess.Ended ended = first.end(60);
            assertThat(ended.code()).as(ended.err()).isEqualTo(75);
            assertThat(everything()).isEqualTo(before);
        }
        assertThat(rows.texts("SELECT status::text FROM pipeline.runs ORDER BY id"))
                .containsExactly("failed", "completed");
        assertThat(rows.count("candidates")).isEqualTo(people);
    }

    @Test
    void verbs_of_different_scopes_that_start_at_once_all_run() {
        Path feed = new SampleFiles(folder).postings("p.csv", "ENG-1|Engineer|Java");
        List<List<String>> verbs = new ArrayList<>();
        verbs.add(List.of(ingest()));
        verbs.add(List.of("import", "postings", feed.toString()));
        for (String frequency : List.of("hourly", "daily", "weekly", "monthly", "quarterly")) {
            verbs.add(List.of("maintain", frequency, "--only", firstOf(frequency)));
        }
        List<ProgramProcess> all =
                verbs.stream().map(verb -> setup.start(verb.toArray(String[]::new))).toList();
        try {
            assertThat(all)
                    .allSatisfy(one -> {
                        ProgramProcess.Ended ended = one.end(120);
                        assertThat(ended.code()).as(ended.err()).isZero();
                    });
        } finally {
            all.forEach(ProgramProcess::close);
        }
        assertThat(rows.count("pipeline.runs WHERE status = 'completed'")).isEqualTo(verbs.size());
    }

    private static String firstOf(String frequency) {
        return switch (frequency) {
            case "hourly" -> "J26";
            case "daily" -> "J01";
            case "weekly" -> "J13";
            case "monthly" -> "J15";
            default -> "J20";
        };
    }

    private List<String> everything() {
        List<String> all =
                new ArrayList<>(
                        new BusinessRows(JdbcClient.create(database.dataSource())).versions());
        all.addAll(rows.versions("pipeline.runs"));
        return all;
    }

    private void crowd() {
        for (int i = 0; i < PEOPLE; i++) {
            files.resume(
                    "p" + people + ".txt", "Sam Crowd", "sam" + people + "@example.org", "Java");
            people++;
        }
    }

    private String[] ingest() {
        return new String[] {"ingest", "--source", folder.resolve("in").toString()};
    }
}
