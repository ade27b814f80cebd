package dev.matchmill.jobs.run;

import dev.matchmill.config.lock.Fence;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.migrations.type.RunId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The run of this process; a process executes one at a time. Thread-safe. */
public final class CurrentRun {

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', :run, true),
                   set_config('ats.job_execution_id', :execution, true),
                   CAST(pg_current_xact_id() AS text) AS transaction
            """;

    private final Spans spans;
    private volatile @Nullable Active active;

    private record Active(
            RunId id, Fence fence, Optional<ScopeLock> shared, String execution, Spans.Span span) {}

    public CurrentRun() {
        this(Spans.NONE);
    }

    public CurrentRun(Spans spans) {
        this.spans = spans;
    }

    void begin(RunId id, Fence fence) {
        active = new Active(id, fence, Optional.empty(), "", traced(id));
    }

    void beginShared(RunId id, ScopeLock lock) {
        active = new Active(id, lock.fence(), Optional.of(lock), "", traced(id));
    }

    private Spans.Span traced(RunId id) {
        return spans.open("run").with("matchmill.run", id.value());
    }

    /** A span within that of the run. */
    Spans.Span span(String name) {
        return spans.open(name);
    }

    /** From now on, what is written is written by that execution of Spring Batch. */
    void continueAs(long execution) {
        Active now = current();
        active =
                new Active(
                        now.id(), now.fence(), now.shared(), Long.toString(execution), now.span());
    }

    void end() {
        current().span().close();
        active = null;
    }

    public RunId id() {
        return current().id();
    }

    /** Whether other processes may be at the same work. */
    public boolean isShared() {
        return current().shared().isPresent();
    }

    /** Whether it shall give way to an execution that wants the scope alone. */
    boolean isAwaited() {
        return current().shared().filter(ScopeLock::isAwaited).isPresent();
    }

    /** The epoch of the scope's fence, which those who share the scope have in common. */
    public long epoch() {
        return current().fence().epoch();
    }

    /** Who claims work: unique among processes. */
    public String owner() {
        return "run-" + id().value() + "-" + current().fence().epoch();
    }

    /**
     * First statement of every transaction that writes: fails when a newer run took over, and tells
     * the audit trail who acts.
     *
     * @return the server's number of the transaction
     */
    public String enter(JdbcClient jdbc) {
        Active now = current();
        now.fence().check(jdbc);
        return jdbc.sql(CONTEXT)
                .param("run", "run " + now.id().value())
                .param("execution", now.execution())
                .query((row, _) -> row.getString("transaction"))
                .single();
    }

    /**
     * Last statement of it: fails when the lock was lost meanwhile. Nobody else can have begun: the
     * first statement keeps a successor waiting.
     */
    public void leave(JdbcClient jdbc) {
        current().fence().check(jdbc);
    }

    private Active current() {
        return Objects.requireNonNull(active, "no run is active");
    }
}
