package dev.matchmill.jobs.launch;

import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.metrics.MetricsServer;
import dev.matchmill.jobs.metrics.Readings;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.jobs.schedule.Resumption;
import dev.matchmill.jobs.schedule.ScheduleNode;
import dev.matchmill.jobs.schedule.ScheduleSettings;
import dev.matchmill.jobs.schedule.ScheduleText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The schedule of an installation. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = {
            "Starts verbs when ops.scheduled_jobs says that they are due, until it is stopped. May"
                    + " run on several nodes: each due run happens on one of them, and when that"
                    + " one dies, on another.",
            "Each verb is a process of its own. Its exit code decides: 75 and 70 are tried again,"
                    + " 3 and 4 are logged as errors, 64 and 78 halt the job until --resume JOB."
        })
final class ScheduleCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleCommand.class);

    private static final Duration LOOK = Duration.ofMillis(200);

    /** How soon a change of the register is seen. */
    private static final Duration PLAN_EVERY = Duration.ofSeconds(30);

    /** The verbs' own time to leave off, and a little to note how they ended. */
    private static final Duration PATIENCE = VerbProcess.GRACE.plusSeconds(5);

    @Mixin private ListenOption listen = new ListenOption();

    @Option(names = "--list", description = "show what runs when and what became of it, and end")
    private boolean list;

    @Option(
            names = "--resume",
            paramLabel = "JOB",
            description = "have a halted job be started again, and end")
    private @Nullable String resume;

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() {
        listen.address();
        String halted = resume;
        if (list) {
            print(format.tableOrJson());
        } else if (halted != null) {
            resume(halted);
        } else {
            try (Session session = Session.open(WorkingRole.BATCH)) {
                serve(session);
            }
        }
        return ExitCode.OK.code();
    }

    private static void print(OutputFormat output) {
        try (Session session = Session.open(WorkingRole.READER)) {
            ScheduleText text =
                    new ScheduleText(
                            session.get(JdbcClient.class), Json.pretty(), session.get(Clock.class));
            Console.print(output == OutputFormat.JSON ? text.toJson() : text.table());
        }
    }

    private static void resume(String job) {
        try (Session session = Session.open(WorkingRole.BATCH)) {
            switch (Resumption.of(session.get(JdbcClient.class), job)) {
                case RESUMED -> Console.say(job + " is started again when it is due next");
                case NOT_HALTED -> Console.say(job + " is not halted");
                case UNKNOWN ->
                        throw new IllegalUsageException(
                                "no job is called '" + job + "'; see: matchmill schedule --list.");
            }
        }
    }

    private void serve(Session session) {
        Stopping.takeAtMost(PATIENCE.plusSeconds(5));
        StopRequest stop = session.get(StopRequest.class);
        Readings readings = ListenOption.readings(session);
        try (ScheduleNode node =
                        new ScheduleNode(
                                session.get(DataSource.class),
                                session.get(ScheduleSettings.class),
                                name(),
                                new VerbProcess(session.get(ScheduleSettings.class).workers()),
                                session.get(Clock.class),
                                stop::isStopped,
                                PATIENCE);
                MetricsServer server =
                        listen.serve(
                                readings,
                                new MetricsServer.Probes(
                                        node::isStarted,
                                        () -> node.isStarted() && readings.isHealthy()))) {
            node.start();
            Console.say(
                    "schedule runs as %s; /healthz, /readyz and /metrics at %s"
                            .formatted(name(), ListenOption.origin(server)));
            runUntil(stop, node);
            Console.say("schedule stops; what it runs is asked to leave off");
        }
    }

    private static void runUntil(StopRequest stop, ScheduleNode node) {
        long planned = System.nanoTime();
        while (!stop.isStopped()) {
            LockSupport.parkNanos(LOOK.toNanos());
            if (System.nanoTime() - planned > PLAN_EVERY.toNanos()) {
                planned = System.nanoTime();
                replan(node);
            }
        }
    }

    // A database that is away now will be there again: the schedule outlives it.
    private static void replan(ScheduleNode node) {
        try {
            node.plan();
        } catch (DataAccessException | SQLRuntimeException away) {
            LOG.warn("the register of jobs cannot be read: {}", away.getClass().getSimpleName());
        }
    }

    private static String name() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "/" + process;
        } catch (UnknownHostException unnamed) {
            return "unnamed/" + process;
        }
    }
}
