package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;

/** Refreshes the dashboard's view while others read it. */
public final class SummaryRefresh implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J23",
                    "activeJobsSummaryRefresh",
                    JobFrequency.HOURLY,
                    "Refresh active_jobs_summary concurrently");

    private static final String IS_POPULATED =
            "SELECT relispopulated FROM pg_class WHERE oid ="
                    + " 'public.active_jobs_summary'::regclass";

    private static final String ROWS = "SELECT count(*) FROM public.active_jobs_summary";

    private final RecurringParts parts;

    public SummaryRefresh(RecurringParts parts) {
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            boolean populated = owner.jdbc().sql(IS_POPULATED).query(Boolean.class).single();
            // Concurrently, rows are compared; there is nothing to compare with the first time.
            String how = populated ? "CONCURRENTLY " : "";
            OwnerSession.Ended ended =
                    owner.run("REFRESH MATERIALIZED VIEW " + how + "public.active_jobs_summary");
            if (ended == OwnerSession.Ended.LOCKED) {
                visit.postpone("active_jobs_summary");
                return;
            }
            visit.note("postings", owner.jdbc().sql(ROWS).query(Long.class).single());
        }
    }

    @Override
    public void plan(Visit visit) {
        visit.note("views to refresh", 1);
    }
}
