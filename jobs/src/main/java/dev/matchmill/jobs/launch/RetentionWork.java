package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.maintain.MaintainText;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringSteps;
import dev.matchmill.jobs.recurring.Window;
import dev.matchmill.jobs.retain.Admission;
import dev.matchmill.jobs.retain.Explanation;
import dev.matchmill.jobs.retain.PlanMaker;
import dev.matchmill.jobs.retain.PolicyDifference;
import dev.matchmill.jobs.retain.PolicyFile;
import dev.matchmill.jobs.retain.PolicyRows;
import dev.matchmill.jobs.retain.PolicySet;
import dev.matchmill.jobs.retain.Retention;
import dev.matchmill.jobs.retain.RetentionPolicy;
import dev.matchmill.jobs.retain.RetentionText;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.JobRunner;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.migrations.PreconditionException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The verbs of retention on an open database. */
final class RetentionWork {

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', :command, true)
            """;

    private final Session session;

    RetentionWork(Session session) {
        this.session = session;
    }

    /** Stores a plan of now; returns its number. */
    long plan() {
        return new PlanMaker(jdbc(), Json.mapper(), now()).make(this::inNew, () -> false);
    }

    String show(long id, OutputFormat output) {
        RetentionText text = new RetentionText(Json.pretty());
        var plan = Retention.plan(jdbc(), Json.mapper(), id);
        var states = Retention.states(jdbc(), Json.mapper(), id);
        return output == OutputFormat.JSON
                ? text.planJson(plan, states)
                : text.planTable(plan, states);
    }

    /** Applies a plan as a run of J17, under its lock. */
    ExitCode apply(long plan, double cap, OutputFormat output) throws SQLException {
        Retention retention = session.get(Retention.class);
        switch (retention.admission(plan, cap, now())) {
            case Admission.Stale(var sentence) -> throw new PreconditionException(sentence);
            case Admission.OverCap(var sentence) -> {
                Console.say(sentence);
                return ExitCode.GATED;
            }
            case Admission.Settled _ -> {
                Console.say("plan " + plan + " is applied already; nothing is left");
                return ExitCode.OK;
            }
            case Admission.Admitted _ -> {}
        }
        MaintenanceJob application = retention.apply(plan, cap);
        RecurringSteps recurring = session.get(RecurringSteps.class);
        recurring.register(List.of(application));
        List<Step> steps = recurring.asked(application, Window.open(session.get(Clock.class)));
        SimpleJobBuilder job =
                new JobBuilder(Scope.MAINTAIN_MONTHLY.label(), session.get(JobRepository.class))
                        .start(steps.getFirst());
        steps.stream().skip(1).forEach(job::next);
        RunOutcome outcome =
                session.get(JobRunner.class)
                        .run(Scope.MAINTAIN_MONTHLY, job.build(), new RunReport());
        MaintainText text = session.get(MaintainText.class);
        Console.print(
                output == OutputFormat.JSON
                        ? text.runJson(outcome.id())
                        : text.runTable(outcome.id()));
        if (outcome.end() == RunOutcome.End.STOPPED) {
            Console.say("stopped with work left; apply the plan again to go on");
            return ExitCode.TRY_LATER;
        }
        return ExitCode.OK;
    }

    List<Explanation> explain(long candidate) {
        return Explanation.of(jdbc(), candidate, now());
    }

    List<PolicyDifference> compare(List<RetentionPolicy> others) {
        PolicySet present = new PolicyRows(jdbc()).read();
        return PolicyDifference.between(jdbc(), present, present.amendedBy(others), now());
    }

    void take(List<RetentionPolicy> policies) {
        int changed = inNew(() -> audited("retain policies --import").store(policies));
        Console.say(changed + " of " + policies.size() + " rules are new or changed");
    }

    void confirm(List<Long> ids) {
        int confirmed =
                inNew(() ->
                        audited("retain policies --confirm")
                                .confirm(ids, now().atOffset(ZoneOffset.UTC)));
        Console.say(confirmed + " rules are confirmed now");
    }

    String policies(OutputFormat output) {
        PolicySet policies = new PolicyRows(jdbc()).read();
        RetentionText text = new RetentionText(Json.pretty());
        int unconfirmed = policies.unconfirmed(LocalDate.ofInstant(now(), ZoneOffset.UTC)).size();
        if (unconfirmed > 0) {
            Console.say(
                    unconfirmed
                            + " rules are not confirmed: they are defaults, not legal advice."
                            + " Ask counsel, then: matchmill retain policies --confirm RULE");
        }
        return switch (output) {
            case TABLE -> text.policiesTable(policies.policies());
            case JSON -> text.policiesJson(policies.policies());
            case CSV -> PolicyFile.print(policies.policies());
            case HTML -> throw new IllegalStateException("refused above");
        };
    }

    private PolicyRows audited(String command) {
        jdbc().sql(CONTEXT).param("command", command).query().singleRow();
        return new PolicyRows(jdbc());
    }

    private <T> T inNew(Supplier<T> work) {
        return session.get(Transactions.class).inNew(work);
    }

    private JdbcClient jdbc() {
        return session.get(JdbcClient.class);
    }

    private Instant now() {
        return session.get(Clock.class).instant();
    }
}
