package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.lock.ScopeLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Launches do not get in each other's way: threads of one process, for fifty JVMs are too many. */
class FiftyJobsIT {

    private static final int JOBS = 50;

    @TempDir private Path temporary;

    @Test
    void fifty_jobs_that_start_in_the_same_moment_all_run() throws Exception {
        try (PipelineFixture program = PipelineFixture.in(temporary);
                ExecutorService threads = Executors.newFixedThreadPool(JOBS)) {
            CyclicBarrier all = new CyclicBarrier(JOBS);
            List<Future<BatchStatus>> ends = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                int number = i;
                ends.add(
                        threads.submit(() -> {
                            all.await();
                            return start(program, number);
                        }));
            }

            for (Future<BatchStatus> end : ends) {
                assertThat(end.get()).isEqualTo(BatchStatus.COMPLETED);
            }
            assertThat(
                            program.rows()
                                    .count(
                                            "batch.batch_job_execution WHERE status = 'COMPLETED'"
                                                    + " AND exit_code = 'COMPLETED'"))
                    .isEqualTo(JOBS);
            assertThat(program.rows().count("pipeline.fences WHERE epoch = 1")).isEqualTo(JOBS);
        }
    }

    private static BatchStatus start(PipelineFixture program, int number) throws Exception {
        JobRepository repository = program.get(JobRepository.class);
        // Half of them are of one name: instances of it are told apart by their parameters.
        Job job =
                new JobBuilder(number % 2 == 0 ? "fifty" : "fifty " + number, repository)
                        .start(
                                new StepBuilder("step", repository)
                                        .tasklet(
                                                (_, _) -> RepeatStatus.FINISHED,
                                                program.get(JdbcTransactionManager.class))
                                        .build())
                        .build();
        try (ScopeLock _ = ScopeLock.acquire(program.connections(), "fifty " + number, "a test")) {
            return program.get(JobOperator.class)
                    .start(
                            job,
                            new JobParametersBuilder()
                                    .addLong("run", (long) number)
                                    .toJobParameters())
                    .getStatus();
        }
    }
}
