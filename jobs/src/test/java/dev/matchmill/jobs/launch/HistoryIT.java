package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.RunOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs leave about themselves goes in time, and does not slow down later ones until then. */
class HistoryIT {

    private static final int PAST = 100_000;
    private static final int ROUNDS = 5;

    @TempDir private Path temporary;

    @Test
    void j32_history_past_its_rules_goes_with_all_its_parts_and_younger_history_stays() {
        try (MaintainFixture program = MaintainFixture.open()) {
            new PastExecutions(program.jdbc()).add(540);
            // An instance whose second execution is young, and an execution that has not ended.
            program.execute(
                    """
                    UPDATE batch.batch_job_execution SET job_instance_id = 1000540
                    WHERE job_execution_id = 1000001;
                    UPDATE batch.batch_job_execution SET status = 'STARTED'
                    WHERE job_execution_id = 1000539
                    """);

            assertThat(program.run("J32").end()).isEqualTo(RunOutcome.End.COMPLETED);

            // Logs of the pipeline: six months; one execution a day, and that of this run.
            assertThat(program.rows().count("batch.batch_job_execution")).isBetween(182L, 188L);
            assertThat(
                            program.rows()
                                    .count(
                                            """
                                            batch.batch_job_execution
                                            WHERE create_time < localtimestamp - interval '190 days'
                                            """))
                    .as("the one that has not ended")
                    .isEqualTo(1);
            assertThat(
                            program.rows()
                                    .count(
                                            "batch.batch_job_instance WHERE job_instance_id ="
                                                    + " 1000540"))
                    .as("has a young execution")
                    .isEqualTo(1);
            long left = program.rows().count("batch.batch_job_execution");
            assertThat(program.rows().count("batch.batch_job_execution_params")).isEqualTo(left);
            assertThat(program.rows().count("batch.batch_job_execution_context")).isEqualTo(left);
            // Operational figures: thirteen months.
            assertThat(
                            program.rows()
                                    .count(
                                            "ops.maintenance_runs WHERE finished_at < now() -"
                                                    + " interval '13 months 2 days'"))
                    .isZero();
            assertThat(program.rows().count("ops.maintenance_runs")).isGreaterThan(390);
            assertThat(program.counted("historyPurge", "affected", "batch_job_executions"))
                    .isGreaterThan(350);
        }
    }

    @Test
    void a_start_does_not_take_longer_because_there_were_many_before() throws Exception {
        Path nothing = Files.createDirectories(temporary.resolve("in"));
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            program.ingest(nothing);
            long before = fastest(program, nothing);
            new PastExecutions(program.jdbc()).add(PAST);

            long after = fastest(program, nothing);

            assertThat(after).as("%d ms with a short history", before).isLessThan(3 * before + 50);
        }
    }

    private static long fastest(PipelineFixture program, Path nothing) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            program.ingest(nothing);
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        return TimeUnit.NANOSECONDS.toMillis(fastest);
    }
}
