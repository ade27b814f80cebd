package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts connections by role and state; finds a full server and forgotten transactions. */
public final class ConnectionUsageReport implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J07",
                    "connectionUsageReport",
                    JobFrequency.DAILY,
                    "Connections by role and state, idle transactions");

    private static final String USAGE =
            """
            SELECT coalesce(usename, '') AS role, coalesce(state, 'unknown') AS state,
                   count(*) AS connections,
                   max(CASE WHEN state LIKE 'idle in transaction%'
                       THEN extract(epoch FROM clock_timestamp() - state_change) END)::float8
                       AS idle_seconds,
                   current_setting('max_connections')::int AS most
            FROM pg_stat_activity
            WHERE backend_type = 'client backend'
            GROUP BY usename, state
            ORDER BY connections DESC, role, state
            """;

    private final RecurringParts parts;
    private final MaintainSettings settings;

    public ConnectionUsageReport(RecurringParts parts, MaintainSettings settings) {
        this.settings = settings;
        this.parts = parts;
    }

    private record Usage(
            String role, String state, long connections, @Nullable Double idleSeconds, int most) {}

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.CONNECTION_USAGE, FindingKind.LONG_TRANSACTION);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        List<Usage> usage;
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            usage = owner.jdbc().sql(USAGE).query(Usage.class).list();
        }
        long total = usage.stream().mapToLong(Usage::connections).sum();
        int most = usage.getFirst().most();
        visit.note("connections", total);
        visit.note("max_connections", most);
        visit.note("by_role_and_state", byRoleAndState(usage));
        double share = settings.connectionShare();
        if (total >= share * most) {
            visit.find(
                    Finding.critical(
                                    FindingKind.CONNECTION_USAGE,
                                    "connections",
                                    (double) total / most,
                                    share,
                                    "Lower the pools (the sum over processes must stay below"
                                            + " max_connections - 10), or raise max_connections.")
                            .with(Map.of("connections", total, "max_connections", most)));
        }
        usage.stream().filter(this::isForgotten).forEach(one -> visit.find(forgotten(one)));
    }

    @Override
    public void plan(Visit visit) {
        visit.note("reports", 1);
    }

    private boolean isForgotten(Usage one) {
        Double seconds = one.idleSeconds();
        return seconds != null && seconds > settings.idleInTransaction().toSeconds();
    }

    private Finding forgotten(Usage one) {
        Double seconds = one.idleSeconds();
        return Finding.warning(
                FindingKind.LONG_TRANSACTION,
                "idle in transaction: " + one.role(),
                seconds == null ? 0 : seconds,
                (double) settings.idleInTransaction().toSeconds(),
                "Set idle_in_transaction_session_timeout for this role: an open transaction keeps"
                        + " locks, and vacuum from its work.");
    }

    private static Map<String, Long> byRoleAndState(List<Usage> usage) {
        return usage.stream()
                .collect(
                        Collectors.toMap(
                                one -> one.role() + ", " + one.state(),
                                Usage::connections,
                                Long::sum,
                                LinkedHashMap::new));
    }
}
