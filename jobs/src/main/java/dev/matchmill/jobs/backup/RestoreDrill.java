package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import dev.matchmill.migrations.type.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Restores a backup on a server of its own, replays the erasures there, compares and measures. What
 * a killed test left is stopped and removed by the next.
 */
public final class RestoreDrill implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J22",
                    "restoreTest",
                    JobFrequency.QUARTERLY,
                    "Restores a backup, replays erasures, compares, measures");

    private final BackupParts parts;
    private final RestoreTrial trial;
    private final BackupRuns runs;
    private final Choice choice;
    private Optional<RestoreReport> report = Optional.empty();

    /** A job that restores what was chosen. */
    public RestoreDrill(BackupParts parts, ErasureReplay replay, Choice choice) {
        this.parts = parts;
        this.trial = new RestoreTrial(parts, replay);
        this.runs = parts.runs();
        this.choice = choice;
    }

    /**
     * What to restore.
     *
     * @param backup empty: the last base backup, or else the last dump
     * @param target the moment to stop at; only for base backups
     */
    public record Choice(Optional<Long> backup, Optional<OffsetDateTime> target) {

        /** The last backup, as far as it goes. */
        public static final Choice LAST = new Choice(Optional.empty(), Optional.empty());
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.RESTORE_TEST);
    }

    /** What the run found; empty before, and when there was nothing to restore. */
    public Optional<RestoreReport> report() {
        return report;
    }

    @Override
    public void run(Visit visit) throws SQLException {
        try {
            for (Backup dead : runs.dead(BackupKind.RESTORE_TEST)) {
                runs.end(dead.id(), RunStatus.FAILED, "the process died", visit.now());
            }
            Scratch.of(parts).tidy();
            Optional<Backup> chosen = choose();
            if (chosen.isPresent()) {
                test(chosen.get(), visit);
            } else {
                visit.note("restored", false);
                visit.find(RestoreFindings.nothingToRestore());
            }
        } catch (IOException refused) {
            throw Refusal.of(refused);
        }
    }

    @Override
    public void plan(Visit visit) {
        choose().ifPresentOrElse(
                        backup -> visit.note("backup to restore", backup.id()),
                        () -> visit.note("restored", false));
    }

    private void test(Backup backup, Visit visit) throws SQLException, IOException {
        RestoreTrial.Before before = trial.before();
        Scratch scratch = Scratch.of(parts);
        OffsetDateTime began = visit.now();
        long nanos = System.nanoTime();
        long id =
                runs.begin(
                        BackupKind.RESTORE_TEST, scratch.folder(), Optional.of(backup.id()), began);
        Path home = scratch.create(Long.toString(id));
        try {
            report = trial.run(backup, choice.target(), before, home, visit::isTimeUp);
            OffsetDateTime ended = began.plusNanos(System.nanoTime() - nanos);
            if (report.isEmpty()) {
                runs.end(id, RunStatus.STOPPED, "stopped", ended);
                visit.cutOff();
                return;
            }
            runs.prove(id, report.get(), ended);
            tell(report.get(), visit);
        } catch (SQLException | IOException | RuntimeException failure) {
            RuntimeException told = Refusal.of(failure);
            OffsetDateTime ended = began.plusNanos(System.nanoTime() - nanos);
            runs.end(id, RunStatus.FAILED, Refusal.text(told), ended);
            visit.find(RestoreFindings.failed(Refusal.text(told)));
            throw told;
        } finally {
            Scratch.remove(home);
        }
    }

    private void tell(RestoreReport found, Visit visit) {
        visit.note("restored backup", found.backup());
        visit.note("restore_seconds", found.restoreSeconds());
        Double loss = found.dataLossSeconds();
        if (loss != null) {
            visit.note("data_loss_seconds", loss);
        }
        visit.note("erased again", found.erased());
        visit.note("tables", found.tables());
        visit.note("tables changed since", found.differences().size());
        visit.note("tables that differ", found.unexplained().size());
        RestoreFindings.of(found, parts.settings()).forEach(visit::find);
    }

    private Optional<Backup> choose() {
        if (choice.backup().isPresent()) {
            return Optional.of(named(choice.backup().get()));
        }
        Optional<OffsetDateTime> target = choice.target();
        if (target.isPresent()) {
            return Optional.of(
                    runs.lastGood(BackupKind.PHYSICAL, target.get())
                            .orElseThrow(() ->
                                    new PreconditionException(
                                            "No base backup was finished before "
                                                    + target.get()
                                                    + "; see: matchmill backup list.")));
        }
        return runs.lastGood(BackupKind.PHYSICAL).or(() -> runs.lastGood(BackupKind.LOGICAL));
    }

    private Backup named(long id) {
        Backup backup =
                runs.find(id)
                        .filter(Backup::isGood)
                        .filter(it -> it.kind() != BackupKind.RESTORE_TEST)
                        .orElseThrow(() ->
                                new PreconditionException(
                                        "There is no complete backup "
                                                + id
                                                + "; see: matchmill backup list."));
        if (choice.target().isPresent() && backup.kind() == BackupKind.LOGICAL) {
            throw new PreconditionException(
                    "Backup "
                            + id
                            + " is a dump, which holds one moment: leave out --target-time.");
        }
        return backup;
    }
}
