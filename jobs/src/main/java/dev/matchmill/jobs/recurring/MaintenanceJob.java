package dev.matchmill.jobs.recurring;

import dev.matchmill.migrations.type.FindingKind;
import java.sql.SQLException;
import java.util.Set;

/**
 * A recurring job. Its work is found in the database each time, in pieces that commit on their own:
 * running it twice changes nothing, and a run that was cut off is finished by the next.
 */
public interface MaintenanceJob {

    Duty duty();

    /**
     * Works until nothing is left or the visit is over, and tells the visit what it did and found.
     *
     * @throws SQLException when the database refuses; what was committed stays
     */
    void run(Visit visit) throws SQLException;

    /** Tells the visit what a run would do at this moment, and changes nothing. */
    void plan(Visit visit) throws SQLException;

    /** Kinds of which a complete run finds all there are; others it found before are resolved. */
    default Set<FindingKind> judges() {
        return Set.of();
    }
}
