package dev.matchmill.jobs.run;

import dev.matchmill.config.lock.Fence;
import dev.matchmill.migrations.type.RunId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The run of this process; a process executes one at a time. Thread-safe. */
public final class CurrentRun {

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', :run, true),
                   set_config('ats.job_execution_id', :execution, true)
            """;

    private final Spans spans;
    private volatile @Nullable Active active;

    private record Active(RunId id, Fence fence, String execution, Spans.Span span) {}

    public CurrentRun() {
        this(Spans.NONE);
    }

    public CurrentRun(Spans spans) {
        this.spans = spans;
    }

    void begin(RunId id, Fence fence) {
        active = new Active(id, fence, "", spans.open("run").with("matchmill.run", id.value()));
    }

    /** A span within that of the run. */
    Spans.Span span(String name) {
        return spans.open(name);
    }

    /** From now on, what is written is written by that execution of Spring Batch. */
    void continueAs(long execution) {
        Active now = current();
        active = new Active(now.id(), now.fence(), Long.toString(execution), now.span());
    }

    void end() {
        current().span().close();
        active = null;
    }

    public RunId id() {
        return current().id();
    }

    /** Who claims work: unique among processes. */
    public String owner() {
        return "run-" + id().value() + "-" + current().fence().epoch();
    }

    /**
     * First statement of every transaction that writes: fails when a newer run took over, and tells
     * the audit trail who acts.
     */
    public void enter(JdbcClient jdbc) {
        Active now = current();
        now.fence().check(jdbc);
        jdbc.sql(CONTEXT)
                .param("run", "run " + now.id().value())
                .param("execution", now.execution())
                .query()
                .singleRow();
    }

    private Active current() {
        return Objects.requireNonNull(active, "no run is active");
    }
}
