package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** What interrupted migrations and index builds have left, and how it is cleared up. */
final class Leftovers {

    private static final String FORGET =
            "DELETE FROM public.flyway_schema_history WHERE NOT success AND script = ?";

    private final DatabaseAddress address;
    private final Scripts scripts;
    private final IndexRepairs indexes;

    Leftovers(DatabaseAddress address, Scripts scripts, IndexRepairs indexes) {
        this.address = address;
        this.scripts = scripts;
        this.indexes = indexes;
    }

    /** Whether the script was tried, outside a transaction, and failed. */
    static boolean failed(MigrationInfo migration) {
        return migration.getState() == MigrationState.FAILED;
    }

    /** What is to be done, indexes first: a script must not run before its index is cleared up. */
    List<Repair> repairs(MigrationInfo[] all) {
        Set<String> unbuilt = new HashSet<>();
        List<Repair> failures = new ArrayList<>();
        for (MigrationInfo migration : all) {
            boolean failed = failed(migration);
            if (failed || migration.getState() == MigrationState.PENDING) {
                unbuilt.addAll(scripts.indexesOf(migration.getScript()));
            }
            if (failed) {
                failures.add(
                        new Repair(
                                Repair.Action.FORGET_FAILURE,
                                migration.getScript(),
                                "it failed half-way"));
            }
        }
        List<Repair> repairs = new ArrayList<>();
        for (InvalidIndex index : indexes.invalid()) {
            // That of a partitioned table is invalid until its script has attached the last part.
            if (!index.partitioned() || !unbuilt.contains(index.name())) {
                repairs.add(index.repair(unbuilt));
            }
        }
        repairs.addAll(failures);
        return repairs;
    }

    /** Does all of it, each told before it begins. */
    void perform(List<Repair> repairs, Consumer<String> progress, LockWatch watch) {
        for (Repair repair : repairs) {
            progress.accept(repair.sentence());
            try {
                perform(repair);
            } catch (SQLException e) {
                if (MigrationFailure.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw new MigrationBlockedException(
                            "The repair \""
                                    + repair.sentence()
                                    + "\" gave up waiting for "
                                    + watch.last().map(LockWait::toString).orElse("a lock")
                                    + ". Run ./matchmill migrate again when that has ended.",
                            e);
                }
                throw new DatabaseAccessException("doing the repair " + repair.sentence(), e);
            }
        }
    }

    /**
     * Clears up after a script that failed a moment ago, so that the next start finds nothing of
     * it.
     *
     * @return false if something is left, which the next repair will find
     */
    boolean clearUp(String script) {
        Set<String> built = scripts.indexesOf(script);
        try {
            for (InvalidIndex index : indexes.invalid()) {
                if (built.contains(index.name()) && !index.partitioned()) {
                    indexes.perform(index.repair(built), index);
                }
            }
            forget(script);
            return true;
        } catch (SQLException | PreconditionException | DatabaseAccessException left) {
            return false;
        }
    }

    /** The invalid indexes of a script that failed a moment ago. */
    List<InvalidIndex> leftBy(String script) {
        Set<String> built = scripts.indexesOf(script);
        return indexes.invalid().stream().filter(index -> built.contains(index.name())).toList();
    }

    private void perform(Repair repair) throws SQLException {
        if (repair.action() == Repair.Action.FORGET_FAILURE) {
            forget(repair.object());
            return;
        }
        for (InvalidIndex index : indexes.invalid()) {
            if (index.qualified().equals(repair.object())) {
                indexes.perform(repair, index);
            }
        }
    }

    private void forget(String script) throws SQLException {
        try (Connection connection = address.unpooled().getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setString(1, script);
            forget.executeUpdate();
        }
    }
}
