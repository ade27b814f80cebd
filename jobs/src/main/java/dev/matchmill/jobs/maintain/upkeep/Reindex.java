package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.maintain.MaintainSettings;
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
import java.util.List;
import java.util.Set;

/**
 * Rebuilds bloated indexes one at a time while others read and write. What an interrupted rebuild
 * left over is dropped first; other invalid indexes are findings, since they are a migration's.
 * Vector indexes come before any vacuum: see {@link VectorIndexes}.
 */
public final class Reindex implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J19",
                    "reindex",
                    JobFrequency.QUARTERLY,
                    "REINDEX CONCURRENTLY of bloated indexes");

    private final RecurringParts parts;
    private final MaintainSettings settings;

    public Reindex(RecurringParts parts, MaintainSettings settings) {
        this.settings = settings;
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.INDEX_BLOAT, FindingKind.INVALID_INDEX);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            visit.affect("left-over indexes", 0);
            visit.affect("indexes", 0);
            LeftOverIndexes.drop(owner, visit);
            new VectorIndexes(parts).rebuild(owner, visit);
            for (BloatedIndex index : BloatedIndex.find(owner.jdbc(), settings)) {
                rebuild(owner, index, visit);
            }
            // A rebuild that was broken off leaves its copy, which costs on each write until the
            // next quarter: it goes now, if it still can.
            LeftOverIndexes.drop(owner, visit);
            LeftOverIndexes.invalid(owner.jdbc()).forEach(index -> visit.find(invalid(index)));
        }
    }

    @Override
    public void plan(Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            visit.affect("left-over indexes", LeftOverIndexes.names(owner.jdbc()).size());
            List<BloatedIndex> bloated = BloatedIndex.find(owner.jdbc(), settings);
            visit.affect("indexes", bloated.size());
            visit.affect("vector indexes", new VectorIndexes(parts).due(owner.jdbc()).size());
        }
    }

    private static void rebuild(OwnerSession owner, BloatedIndex index, Visit visit)
            throws SQLException {
        Ended ended = owner.run("REINDEX INDEX CONCURRENTLY " + index.name());
        switch (ended) {
            case DONE -> {
                visit.affect("indexes", 1);
                visit.note(
                        index.name(),
                        "%d to %d bytes".formatted(index.size(), index.sizeNow(owner.jdbc())));
            }
            case LOCKED -> {
                visit.postpone(index.name());
                visit.find(index.finding());
            }
            case CUT_OFF -> visit.find(index.finding());
        }
    }

    private static Finding invalid(String index) {
        return Finding.critical(
                FindingKind.INVALID_INDEX,
                index,
                1,
                0,
                "It costs on each write and serves no query: REINDEX INDEX CONCURRENTLY "
                        + index
                        + ".");
    }
}
