package dev.matchmill.jobs.recurring;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.FenceLostException;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.RunStatus;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job as a piece of a run: its row, its work, its findings. A job that fails does not keep the
 * others from their work; a database that is away does.
 */
final class MaintenanceStep implements Piece {

    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceStep.class);

    private final MaintenanceJob job;
    private final MaintenanceRuns runs;
    private final Findings findings;
    private final Writes writes;
    private final StopRequest stop;
    private final Window window;
    private final Verdict verdict;
    private final boolean isAsked;

    /**
     * @param isAsked whether somebody asked for the job: then it runs also when it is switched off
     */
    MaintenanceStep(
            MaintenanceJob job, Parts parts, Window window, Verdict verdict, boolean isAsked) {
        this.job = job;
        this.isAsked = isAsked;
        this.runs = parts.runs();
        this.findings = parts.findings();
        this.writes = parts.writes();
        this.stop = parts.stop();
        this.window = window;
        this.verdict = verdict;
    }

    record Parts(MaintenanceRuns runs, Findings findings, Writes writes, StopRequest stop) {}

    @Override
    public boolean next() throws Exception {
        Duty duty = job.duty();
        if (!isAsked && !runs.isEnabled(duty)) {
            LOG.info("{} is switched off in ops.scheduled_jobs", duty.name());
            return false;
        }
        Visit visit = new Visit(window.clock().instant(), stop, window);
        long id = writes.inNew(() -> runs.begin(duty, verdict.execution()));
        try {
            job.run(visit);
        } catch (FenceLostException overtaken) {
            throw overtaken;
        } catch (SQLException | RuntimeException refused) {
            fail(id, visit, refused);
            return false;
        }
        finish(id, visit);
        if (visit.hasWorkLeft()) {
            verdict.leaveWork();
        }
        return visit.isCutOff();
    }

    private void finish(long id, Visit visit) {
        RunStatus status = visit.hasWorkLeft() ? RunStatus.STOPPED : RunStatus.COMPLETED;
        writes.inNew(() -> {
            findings.upsert(id, visit.findings(), visit.now());
            if (status == RunStatus.COMPLETED) {
                findings.resolveOthers(id, job.judges(), visit.now());
            }
            runs.finish(id, job.duty(), status, visit.tally(), null);
        });
    }

    private void fail(long id, Visit visit, Exception refused) throws Exception {
        String state = Transactions.sqlState(refused);
        if (isAway(state)) {
            throw refused;
        }
        LOG.warn("{} failed with SQLSTATE {}", job.duty().name(), state);
        String error =
                refused.getClass().getSimpleName() + (state == null ? "" : ", SQLSTATE " + state);
        writes.inNew(() -> {
            findings.upsert(id, visit.findings(), visit.now());
            runs.finish(id, job.duty(), RunStatus.FAILED, visit.tally(), error);
        });
        verdict.fail(refused);
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && Transactions.isLoss(state);
    }
}
