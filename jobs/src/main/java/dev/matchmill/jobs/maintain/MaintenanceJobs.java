package dev.matchmill.jobs.maintain;

import dev.matchmill.jobs.maintain.hygiene.ApplicationLinking;
import dev.matchmill.jobs.maintain.hygiene.ConsentEffects;
import dev.matchmill.jobs.maintain.hygiene.CounterReconciliation;
import dev.matchmill.jobs.maintain.hygiene.HistoryPurge;
import dev.matchmill.jobs.maintain.hygiene.LegacyIdentityRetirement;
import dev.matchmill.jobs.maintain.hygiene.OrphanSweep;
import dev.matchmill.jobs.maintain.hygiene.PostingExpiry;
import dev.matchmill.jobs.maintain.hygiene.SessionCleanup;
import dev.matchmill.jobs.maintain.hygiene.StoredObjects;
import dev.matchmill.jobs.maintain.hygiene.TokenCleanup;
import dev.matchmill.jobs.maintain.upkeep.ConnectionUsageReport;
import dev.matchmill.jobs.maintain.upkeep.DatabaseSnapshot;
import dev.matchmill.jobs.maintain.upkeep.IndexReview;
import dev.matchmill.jobs.maintain.upkeep.IndexUsageReport;
import dev.matchmill.jobs.maintain.upkeep.PartitionMaintenance;
import dev.matchmill.jobs.maintain.upkeep.Reindex;
import dev.matchmill.jobs.maintain.upkeep.SizeGrowthReport;
import dev.matchmill.jobs.maintain.upkeep.SlowQueryReport;
import dev.matchmill.jobs.maintain.upkeep.SlowQueryReview;
import dev.matchmill.jobs.maintain.upkeep.StatisticsRefresh;
import dev.matchmill.jobs.maintain.upkeep.SummaryRefresh;
import dev.matchmill.jobs.maintain.upkeep.UnusedIndexReport;
import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.run.ScheduledWork;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every recurring job, each once, in the order in which those of one frequency run: partitions
 * before what writes, snapshots before what judges them, rebuilding before the review.
 */
public record MaintenanceJobs(List<MaintenanceJob> all) {

    /**
     * All of them.
     *
     * @param others those of other packages, in their order
     */
    public static MaintenanceJobs of(
            RecurringParts parts,
            MaintainSettings settings,
            StoredObjects.Guard guard,
            List<MaintenanceJob> others) {
        List<MaintenanceJob> own =
                List.of(
                        new SummaryRefresh(parts),
                        new DatabaseSnapshot(parts),
                        new PartitionMaintenance(parts),
                        SessionCleanup.of(parts),
                        TokenCleanup.of(parts),
                        PostingExpiry.of(parts),
                        new ApplicationLinking(parts),
                        new ConsentEffects(parts),
                        new SlowQueryReport(parts, settings),
                        new ConnectionUsageReport(parts, settings),
                        new IndexUsageReport(parts),
                        new UnusedIndexReport(parts),
                        new SizeGrowthReport(parts, settings),
                        new CounterReconciliation(parts),
                        new OrphanSweep(parts, new StoredObjects(guard)),
                        LegacyIdentityRetirement.of(parts),
                        new StatisticsRefresh(parts),
                        HistoryPurge.of(parts),
                        new SlowQueryReview(parts),
                        new Reindex(parts, settings),
                        new IndexReview(parts, settings));
        return new MaintenanceJobs(Stream.concat(own.stream(), others.stream()).toList());
    }

    /** What they and the verbs of the pipeline do of the schedule, the pipeline's work first. */
    public List<Duty> duties() {
        return Stream.concat(
                        Arrays.stream(ScheduledWork.values())
                                .map(work ->
                                        new Duty(
                                                work.id(),
                                                work.jobName(),
                                                work.frequency(),
                                                work.does())),
                        all.stream().map(MaintenanceJob::duty))
                .toList();
    }

    /** Those of a frequency, in their order. */
    public List<MaintenanceJob> of(JobFrequency frequency) {
        return all.stream().filter(job -> job.duty().frequency() == frequency).toList();
    }
}
