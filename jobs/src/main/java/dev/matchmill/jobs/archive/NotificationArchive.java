package dev.matchmill.jobs.archive;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves notifications older than their period, counted from midnight UTC. Whole months leave with
 * J04, in constant time; here the rest of the boundary month goes row by row, and J04 puts it back
 * together when that month is over.
 */
record NotificationArchive(RecurringParts parts) implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J15",
                    "notificationArchive",
                    JobFrequency.MONTHLY,
                    "Move notifications older than 90 days");

    private static final String WHAT = "notifications";
    private static final Cutoff CUTOFF = Cutoff.ofDays("cutoff", "notification", "archive");
    private static final String HELD = "d.user_id IN (SELECT user_id FROM compliance.held_users)";

    private static final String DUE =
            """
            FROM notifications d
            JOIN users u ON u.id = d.user_id
            LEFT JOIN organizations o ON o.id = u.organization_id
            WHERE
            """
                    + CUTOFF.isPassed("d.created_at", "u.organization_id", "o.country");

    private static final String COUNT =
            "WITH "
                    + CUTOFF.expression()
                    + "\nSELECT count(*) FILTER (WHERE NOT ("
                    + HELD
                    + ")) AS free, count(*) FILTER (WHERE "
                    + HELD
                    + ") AS held\n"
                    + DUE;

    private static final String MONTHS =
            "WITH "
                    + CUTOFF.expression()
                    + "\nSELECT DISTINCT CAST(date_trunc('month', d.created_at AT TIME ZONE 'UTC')"
                    + " AS date)\n"
                    + DUE
                    + "\nORDER BY 1";

    private record Count(long free, long held) {}

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) throws SQLException {
        visit.affect(WHAT, 0);
        if (!hasMonths(visit)) {
            return;
        }
        String statement = statement(Catalogue.read(parts.jdbc()).table("public.notifications"));
        long moved = Sweep.MANY;
        while (moved > 0 && !visit.isOver()) {
            moved = parts.writes().inNew(() -> piece(parts.jdbc(), statement, visit));
            visit.affect(WHAT, moved);
        }
        visit.hold(WHAT, count(visit).held());
    }

    @Override
    public void plan(Visit visit) {
        Count count = count(visit);
        visit.affect(WHAT, count.free());
        visit.hold(WHAT, count.held());
    }

    /** The statement of one piece, with {@code :now} and {@code :limit}. */
    static String statement(TableShape notifications) {
        String columns =
                notifications.columns().stream()
                        .map(TableShape::quoted)
                        .collect(Collectors.joining(", "));
        return """
        WITH %1$s,
        picked AS MATERIALIZED (
        SELECT d.id, d.created_at
        %2$s
          AND NOT (%3$s)
        ORDER BY d.created_at, d.id
        LIMIT :limit
        FOR UPDATE OF d SKIP LOCKED),
        gone AS (
        DELETE FROM notifications n USING picked p
        WHERE n.id = p.id AND n.created_at = p.created_at
        RETURNING n.*)
        INSERT INTO archive.notifications (%4$s) SELECT %4$s FROM gone
        """
                .formatted(CUTOFF.expression(), DUE, HELD, columns);
    }

    private long piece(JdbcClient jdbc, String statement, Visit visit) {
        jdbc.sql("SELECT compliance.share_holds()").query().singleRow();
        return jdbc.sql(statement).param("now", visit.now()).param("limit", Sweep.MANY).update();
    }

    private boolean hasMonths(Visit visit) throws SQLException {
        List<LocalDate> months =
                parts.jdbc().sql(MONTHS).param("now", visit.now()).query(LocalDate.class).list();
        if (months.isEmpty()) {
            return true;
        }
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            for (LocalDate month : months) {
                if (!ArchivePeriods.make(owner, ArchivePeriods.month(YearMonth.from(month)))) {
                    visit.postpone("archive.notifications of " + YearMonth.from(month));
                    return false;
                }
            }
        }
        return true;
    }

    private Count count(Visit visit) {
        return parts.jdbc()
                .sql(COUNT)
                .param("now", visit.now())
                .query((row, _) -> new Count(row.getLong("free"), row.getLong("held")))
                .single();
    }
}
