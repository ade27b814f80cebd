package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;
import java.util.Set;

/**
 * Compares kept counters with what they count and repairs differences. Each is a finding: counters
 * are kept by triggers, so a wrong one means that somebody worked around them.
 */
public final class CounterReconciliation implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J11",
                    "counterReconciliation",
                    JobFrequency.WEEKLY,
                    "Compare and repair denormalised counters");

    private static final int PIECE = 1_000;

    private final List<Counter> counters = Counter.all();
    private final RecurringParts parts;

    public CounterReconciliation(RecurringParts parts) {
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.COUNTER_DIFFERENCE);
    }

    @Override
    public void run(Visit visit) {
        for (Counter counter : counters) {
            visit.affect(counter.name(), 0);
            List<Counter.Difference> wrong = counter.differences(parts.jdbc(), 0, PIECE);
            while (!wrong.isEmpty() && !visit.isOver()) {
                List<Counter.Difference> piece = wrong;
                List<Counter.Difference> repaired =
                        parts.writes().inNew(() -> counter.repair(parts.jdbc(), piece));
                visit.affect(counter.name(), repaired.size());
                repaired.forEach(difference -> visit.find(finding(counter, difference)));
                wrong = counter.differences(parts.jdbc(), piece.getLast().id(), PIECE);
            }
        }
    }

    @Override
    public void plan(Visit visit) {
        for (Counter counter : counters) {
            visit.affect(
                    counter.name(), counter.differences(parts.jdbc(), 0, Integer.MAX_VALUE).size());
        }
    }

    private static Finding finding(Counter counter, Counter.Difference difference) {
        return Finding.warning(
                FindingKind.COUNTER_DIFFERENCE,
                counter.name() + " " + difference.id(),
                (double) difference.kept(),
                (double) difference.counted(),
                "Repaired. If it comes back, find out who writes these rows with triggers off.");
    }
}
