package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.erase.ErasureReplay;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erasures anew, in a copy from a backup. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Erases in a copy that was restored from a backup whom this database has erased since.",
            "The password of the copy's owner comes from MATCHMILL_RESTORED_PASSWORD, or from"
                    + " .pgpass."
        })
final class EraseReplayCommand implements Callable<Integer> {

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "the copy, as jdbc:postgresql://host/name")
    private String url = "";

    @Option(
            names = "--user",
            required = true,
            paramLabel = "NAME",
            description = "the role that owns the copy")
    private String user = "";

    @Override
    public Integer call() {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalUsageException("--to is a jdbc:postgresql: address.");
        }
        DriverManagerDataSource copy = new DriverManagerDataSource(url);
        copy.setUsername(user);
        // Without one the driver looks into .pgpass.
        copy.setPassword(System.getenv("MATCHMILL_RESTORED_PASSWORD"));
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            long replayed =
                    new ErasureReplay(
                                    SubjectFingerprint.of(
                                            Home.path(), session.get(JdbcClient.class)))
                            .replay(session.get(DataSource.class), copy);
            Console.print(replayed + " erasures were replayed");
        }
        return ExitCode.OK.code();
    }
}
