package dev.matchmill.jobs.run;

import java.util.function.BooleanSupplier;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * Makes steps that repeat a {@link Piece} until nothing is left. The step itself holds no
 * transaction: a piece computes outside of any and opens its own to write. Spring Batch drives,
 * counts and stops between pieces; where to go on is a question to the database.
 */
public final class Steps {

    private final JobRepository repository;
    private final PlatformTransactionManager transactionManager;
    private final CurrentRun run;
    private final StopRequest stop;
    private final Throttle throttle;

    public Steps(
            JobRepository repository,
            PlatformTransactionManager transactionManager,
            CurrentRun run,
            StopRequest stop,
            Throttle throttle) {
        this.repository = repository;
        this.transactionManager = transactionManager;
        this.run = run;
        this.stop = stop;
        this.throttle = throttle;
    }

    /** A step of that name, {@code <job>.<verbObject>}. */
    public Step repeated(String name, Piece piece) {
        return repeatedUntil(name, piece, () -> false);
    }

    /** As {@link #repeated}, and stopped between pieces as soon as its time is over. */
    public Step repeatedUntil(String name, Piece piece, BooleanSupplier over) {
        TracedStep traced = new TracedStep(name, run);
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            StepExecution step = context.getStepContext().getStepExecution();
                            run.continueAs(step.getJobExecutionId());
                            throttle.rest(stop);
                            if (stop.isStopped() || over.getAsBoolean() || run.isAwaited()) {
                                piece.stopped();
                                step.setTerminateOnly();
                                return RepeatStatus.CONTINUABLE;
                            }
                            contribution.incrementWriteCount(1);
                            return RepeatStatus.continueIf(traced.next(piece));
                        },
                        transactionManager)
                .transactionAttribute(new NoTransaction())
                .allowStartIfComplete(true)
                .listener(traced)
                .build();
    }

    /**
     * No transaction around a piece, and every exception ends the step. By default Spring Batch
     * swallows checked ones, as no reason to roll back, and calls the piece again for ever.
     */
    private static final class NoTransaction extends DefaultTransactionAttribute {

        private static final long serialVersionUID = 1L;

        NoTransaction() {
            super(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        }

        @Override
        public boolean rollbackOn(Throwable failure) {
            return true;
        }
    }
}
