package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.OwnerSession.Ended;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the partitions of {@code ops.partition_policies}: those of the coming periods are there,
 * and those wholly past their time leave in constant time, to the archive or for good. A partition
 * with rows under a hold is not dropped.
 */
public final class PartitionMaintenance implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J04",
                    "partitionMaintenance",
                    JobFrequency.DAILY,
                    "Create partitions ahead, detach expired ones");

    private static final String CREATE = "SELECT ops.create_partitions(:now)";

    private static final String MADE = "partitions made";
    private static final String MOVED = "partitions moved";
    private static final String DROPPED = "partitions dropped";

    private final RecurringParts parts;

    public PartitionMaintenance(RecurringParts parts) {
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.PARTITION_GAP);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            create(owner.jdbc(), visit);
            PartitionCatalogue catalogue = new PartitionCatalogue(owner.jdbc());
            for (LeavingPartition left : catalogue.detached()) {
                finish(owner, left, visit);
            }
            Set<String> busy = new HashSet<>();
            for (LeavingPartition due : catalogue.due(visit.now())) {
                // A parent has one interrupted detachment at most; its others wait for that one.
                if (!busy.contains(due.parent())
                        && mayGo(owner.jdbc(), due, visit)
                        && !leave(owner, due, visit)) {
                    busy.add(due.parent());
                }
            }
            catalogue.rowsInDefaults().forEach((table, rows) -> visit.find(strays(table, rows)));
        }
    }

    @Override
    public void plan(Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            PartitionCatalogue catalogue = new PartitionCatalogue(owner.jdbc());
            visit.affect(MADE, catalogue.missing(visit.now()));
            visit.affect(MOVED, 0);
            visit.affect(DROPPED, 0);
            for (LeavingPartition due : catalogue.due(visit.now())) {
                if (mayGo(owner.jdbc(), due, visit)) {
                    visit.affect(due.isArchived() ? MOVED : DROPPED, 1);
                }
            }
        }
    }

    private void create(JdbcClient owner, Visit visit) {
        try {
            visit.affect(
                    MADE,
                    owner.sql(CREATE).param("now", visit.now()).query(Integer.class).single());
        } catch (DataIntegrityViolationException rowsInDefault) {
            visit.find(
                    Finding.critical(
                            FindingKind.PARTITION_GAP,
                            "ops.create_partitions",
                            1,
                            0,
                            "A coming partition can't be made, since a default partition holds"
                                    + " rows of its period: move them out (see the findings on"
                                    + " default partitions)."));
        } catch (DataAccessException refused) {
            if (!"55P03".equals(Transactions.sqlState(refused))) {
                throw refused;
            }
            visit.postpone("coming partitions");
        }
    }

    private static boolean mayGo(JdbcClient owner, LeavingPartition due, Visit visit) {
        long held = due.isArchived() ? 0 : HeldRows.in(owner, due);
        visit.hold(due.parent(), held);
        return held == 0;
    }

    /** Returns whether it is detached. */
    private static boolean leave(OwnerSession owner, LeavingPartition due, Visit visit)
            throws SQLException {
        for (String statement : due.detaching()) {
            Ended ended = owner.run(statement);
            if (ended != Ended.DONE) {
                postpone(ended, due, visit);
                return false;
            }
        }
        if (due.isMovedAtOnce()) {
            visit.affect(MOVED, 1);
        } else {
            finish(owner, due, visit);
        }
        return true;
    }

    private static void finish(OwnerSession owner, LeavingPartition left, Visit visit)
            throws SQLException {
        if (!left.isArchived() && !mayGo(owner.jdbc(), left, visit)) {
            return;
        }
        try {
            Ended ended = owner.run(left.leaving());
            if (ended == Ended.DONE) {
                visit.affect(left.isArchived() ? MOVED : DROPPED, 1);
            } else {
                postpone(ended, left, visit);
            }
        } catch (SQLException refused) {
            if (!LeavingPartition.HELD.equals(refused.getSQLState())) {
                throw refused;
            }
            // A hold arrived since it was asked: the next run finds it detached, and asks again.
            visit.hold(left.parent(), HeldRows.in(owner.jdbc(), left));
        }
    }

    private static void postpone(Ended ended, LeavingPartition partition, Visit visit) {
        if (ended == Ended.LOCKED) {
            visit.postpone(partition.name());
        }
    }

    private static Finding strays(String table, long rows) {
        return Finding.critical(
                FindingKind.PARTITION_GAP,
                table,
                (double) rows,
                0,
                "Rows lie outside every period: make the partition of their time and move them,"
                        + " with the triggers of the table in mind.");
    }
}
