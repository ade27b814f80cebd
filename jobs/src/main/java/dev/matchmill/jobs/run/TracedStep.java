package dev.matchmill.jobs.run;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Says in traces and in each line of the log which run, job, step and item is at work. */
final class TracedStep implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(TracedStep.class);

    private static final String RUN = "run";
    private static final String JOB = "job";
    private static final String STEP = "step";

    private final String name;
    private final CurrentRun run;
    private Spans.Span span = Spans.Span.NONE;
    private long pieces;

    TracedStep(String name, CurrentRun run) {
        this.name = name;
        this.run = run;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        MDC.put(RUN, Long.toString(run.id().value()));
        MDC.put(JOB, Long.toString(execution.getJobExecutionId()));
        MDC.put(STEP, name);
        pieces = 0;
        span = run.span(name);
    }

    /**
     * The next piece.
     *
     * @throws Trace of whatever it throws
     */
    boolean next(Piece piece) {
        pieces++;
        try (Spans.Span of = run.span(name + " piece").with("matchmill.piece", pieces)) {
            try {
                return piece.next();
            } catch (Exception failure) {
                of.failed(failure);
                span.failed(failure);
                LOG.info("piece {} failed: {}", pieces, failure.getClass().getSimpleName());
                throw Trace.of(failure);
            } finally {
                ItemsAtWork.forget();
            }
        }
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution execution) {
        span.with("matchmill.pieces", pieces).close();
        MDC.remove(RUN);
        MDC.remove(JOB);
        MDC.remove(STEP);
        return null;
    }
}
