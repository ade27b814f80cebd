package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.erase.RequestPlan;
import dev.matchmill.jobs.erase.SubjectRequest;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What an erasure would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "What an erasure would do: rows by store, stored files, what a hold blocks.",
            "Changes nothing and shows nobody's data."
        })
final class ErasePlanCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "number of the request")
    private long id;

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            JdbcClient jdbc = session.get(JdbcClient.class);
            SubjectRequest request = RequestWork.find(jdbc, id);
            // One transaction: the stores are counted as they are at one moment.
            RequestPlan plan =
                    session.get(Transactions.class)
                            .inNew(() ->
                                    RequestPlan.of(
                                            jdbc,
                                            SubjectFingerprint.of(Home.path(), jdbc),
                                            request));
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(plan.toMap())
                            : plan.table());
        }
        return ExitCode.OK.code();
    }
}
