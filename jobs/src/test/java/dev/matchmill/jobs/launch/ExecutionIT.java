package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.lock.FenceLostException;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.StopRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class ExecutionIT {

    @TempDir private Path temporary;

    private PipelineFixture program;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        files = new SampleFiles(temporary.resolve("in"));
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void a_start_while_another_execution_lives_is_refused_and_leaves_no_trace() throws Exception {
        try (ScopeLock _ = ScopeLock.acquire(program.connections(), "pipeline", "another")) {
            assertThatThrownBy(() -> program.ingest(files.folder()))
                    .isInstanceOf(LockHeldException.class)
                    .hasMessageContaining("another since");
        }

        assertThat(program.rows().count("pipeline.runs")).isZero();
        assertThat(program.rows().count("pipeline.source_records")).isZero();
        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(2, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void an_import_does_not_wait_for_the_pipeline() throws Exception {
        Path feed = new SampleFiles(temporary).postings("p.csv", "ENG-1|Engineer|Java");

        try (ScopeLock _ = ScopeLock.acquire(program.connections(), "pipeline", "another")) {
            program.importPostings(feed);
        }

        assertThat(program.rows().count("jobs")).isEqualTo(1);
    }

    @Test
    void the_next_run_ends_what_a_dead_process_left_and_does_its_work() {
        program.ingest(files.folder());
        leaveAsADeadProcessWould();

        RunOutcome outcome = program.ingest(files.folder());

        assertThat(outcome.report().books()).isEqualTo(new Books(2, 1, 1, 0, 0, 0, 0));
        assertThat(program.rows().texts("SELECT status::text FROM pipeline.runs ORDER BY id"))
                .containsExactly("failed", "completed");
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT status::text FROM pipeline.ingestion_runs ORDER BY"
                                                + " id"))
                .containsExactly("failed", "completed");
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT status FROM batch.batch_job_execution
                                        ORDER BY job_execution_id
                                        """))
                .containsExactly("FAILED", "COMPLETED");
        assertThat(program.rows().count("pipeline.source_records WHERE lease_owner IS NOT NULL"))
                .isZero();
    }

    @Test
    void an_item_that_killed_its_process_three_times_is_not_tried_again() {
        program.ingest(files.folder());
        program.jdbc()
                .sql(
                        """
                        UPDATE pipeline.source_records
                        SET state = 'pending', attempts = 3
                        WHERE external_id = 'ada.txt'
                        """)
                .update();

        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(2, 0, 1, 0, 0, 1, 0));

        assertThat(program.rows().ledger())
                .containsExactly("ada.txt rejected crash", "ben.txt stored");
    }

    @Test
    void every_step_is_driven_by_the_jdbc_transaction_manager() {
        assertThat(program.get(PlatformTransactionManager.class))
                .isInstanceOf(JdbcTransactionManager.class);
        program.ingest(files.folder());
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT step_name || ' ' || status FROM batch.batch_step_execution
                                        ORDER BY step_execution_id
                                        """))
                .containsExactly(
                        "ingest.listSources COMPLETED",
                        "ingest.readDocuments COMPLETED",
                        "ingest.closeBooks COMPLETED");
    }

    @Test
    void a_run_that_is_asked_to_stop_ends_stopped_and_the_next_one_finishes_the_rest() {
        crowd(30);
        AtomicInteger parsed = new AtomicInteger();
        program.beforeEachParse(() -> {
            if (parsed.incrementAndGet() == 3) {
                program.get(StopRequest.class).stop();
            }
        });

        RunOutcome stopped = program.ingest(files.folder());

        assertThat(stopped.end()).isEqualTo(RunOutcome.End.STOPPED);
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT concat_ws(' ', status, exit_code) FROM"
                                                + " pipeline.runs"))
                .isEqualTo("stopped 75");
        assertThat(program.rows().count("pipeline.source_records WHERE state = 'stored'"))
                .isEqualTo(24);
        assertThat(program.rows().count("pipeline.source_records WHERE state = 'pending'"))
                .isEqualTo(8);

        program.restart();

        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(32, 8, 24, 0, 0, 0, 0));
    }

    @Test
    void a_run_whose_lock_was_taken_over_writes_nothing_more() throws Exception {
        AtomicBoolean cut = new AtomicBoolean();
        AtomicReference<ScopeLock> successor = new AtomicReference<>();
        program.beforeEachParse(() -> {
            if (cut.compareAndSet(false, true)) {
                program.jdbc()
                        .sql(
                                """
                                SELECT pg_terminate_backend(l.pid)
                                FROM pg_locks l
                                JOIN pg_database d ON d.oid = l.database
                                WHERE l.locktype = 'advisory' AND d.datname = current_database()
                                """)
                        .query()
                        .listOfRows();
                successor.set(takeOver());
            }
        });

        assertThatThrownBy(() -> program.ingest(files.folder()))
                .hasRootCauseInstanceOf(FenceLostException.class);

        successor.get().close();
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT concat_ws(' ', status, exit_code) FROM"
                                                + " pipeline.runs"))
                .isEqualTo("failed 75");
        assertThat(program.rows().count("candidates")).isZero();
        assertThat(program.rows().ledger()).containsExactly("ada.txt pending", "ben.txt pending");
        program.beforeEachParse(() -> {});
        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(2, 2, 0, 0, 0, 0, 0));
    }

    private ScopeLock takeOver() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return ScopeLock.acquire(program.connections(), "pipeline", "successor");
            } catch (LockHeldException held) {
                if (System.nanoTime() > deadline) {
                    throw held;
                }
                Thread.onSpinWait();
            } catch (SQLException away) {
                throw new AssertionError(away);
            }
        }
    }

    private void crowd(int people) {
        for (int i = 0; i < people; i++) {
            files.resume("c" + i + ".txt", "Sam Crowd", "sam" + i + "@example.org", "Java");
        }
    }

    @Test
    void a_step_that_an_ended_execution_left_open_is_ended_too() {
        program.ingest(files.folder());
        // As it is when the database was away at the end of the step, and back at that of the job.
        program.jdbc()
                .sql(
                        """
                        UPDATE batch.batch_job_execution SET status = 'FAILED';
                        UPDATE batch.batch_step_execution SET status = 'STARTED', end_time = NULL
                        WHERE step_name = 'ingest.readDocuments';
                        """)
                .update();

        program.ingest(files.folder());

        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT DISTINCT status || (end_time IS NOT NULL)
                                        FROM batch.batch_step_execution
                                        ORDER BY 1
                                        """))
                .containsExactly("COMPLETEDtrue", "FAILEDtrue");
    }

    // A claimed item, open rows of the run and its source, an execution that says STARTED.
    private void leaveAsADeadProcessWould() {
        program.jdbc()
                .sql(
                        """
                        UPDATE pipeline.runs SET status = 'running', finished_at = NULL;
                        UPDATE pipeline.ingestion_runs SET status = 'running', finished_at = NULL;
                        UPDATE batch.batch_job_execution
                        SET status = 'STARTED', end_time = NULL, exit_code = 'UNKNOWN';
                        UPDATE batch.batch_step_execution SET status = 'STARTED', end_time = NULL
                        WHERE step_name = 'ingest.readDocuments';
                        UPDATE pipeline.source_records
                        SET state = 'pending', lease_owner = 'run-1-1',
                            lease_expires_at = now() + interval '10 minutes', attempts = 1
                        WHERE external_id = 'ada.txt';
                        """)
                .update();
    }
}
