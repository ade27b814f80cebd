package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.migrations.PreconditionException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The jobs of retention, and what is asked before they start. */
public final class Retention {

    private final RecurringParts parts;
    private final RetainSettings settings;
    private final Function<PrivacyAccess, PersonEnding> persons;

    public Retention(RecurringParts parts, RetainSettings settings) {
        this(parts, settings, privacy -> new PersonErasure(privacy, parts));
    }

    Retention(
            RecurringParts parts,
            RetainSettings settings,
            Function<PrivacyAccess, PersonEnding> persons) {
        this.parts = parts;
        this.settings = settings;
        this.persons = persons;
    }

    /** J17. */
    public MaintenanceJob evaluation() {
        return new RetentionEvaluation(parts, settings, persons);
    }

    /**
     * The job that applies a plan.
     *
     * @param capShare in place of the settings' share of a tenant's rows
     */
    public MaintenanceJob apply(long plan, double capShare) {
        return new ApplyPlan(
                parts, settings, persons, plan, new RetentionCap(capShare, settings.capFloor()));
    }

    /**
     * Whether a plan may be applied.
     *
     * @throws PreconditionException when there is no such plan
     */
    public Admission admission(long plan, double capShare, Instant now) {
        return admission(
                parts.privacy().get().jdbc(),
                parts.json(),
                plan,
                now,
                settings,
                new RetentionCap(capShare, settings.capFloor()));
    }

    /** The plan as it is stored. */
    public static StoredPlan plan(JdbcClient jdbc, JsonMapper json, long plan) {
        return new PlanRegister(jdbc, json)
                .find(plan)
                .orElseThrow(() -> new PreconditionException("there is no plan " + plan));
    }

    /** How many rows of a plan are in each state, by label. */
    public static Map<String, Long> states(JdbcClient jdbc, JsonMapper json, long plan) {
        return new PlanRegister(jdbc, json).states(plan);
    }

    static Admission admission(
            JdbcClient jdbc,
            JsonMapper json,
            long plan,
            Instant now,
            RetainSettings settings,
            RetentionCap cap) {
        return Admission.of(
                plan(jdbc, json, plan),
                new PolicyRows(jdbc).read().fingerprint(),
                now,
                settings.planAge(),
                cap);
    }
}
