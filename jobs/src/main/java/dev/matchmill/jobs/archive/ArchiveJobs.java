package dev.matchmill.jobs.archive;

import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import java.util.List;

/** The recurring jobs that archive, in the order in which they run. */
public final class ArchiveJobs {

    private ArchiveJobs() {}

    public static List<MaintenanceJob> of(RecurringParts parts) {
        return List.of(
                new NotificationArchive(parts),
                new ApplicationArchiveFlag(parts),
                new Archive(parts));
    }
}
