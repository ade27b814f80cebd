package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.demo.DemoFiles;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.shortlist.ShortlistHtml;
import dev.matchmill.jobs.shortlist.ShortlistReport;
import dev.matchmill.jobs.shortlist.ShortlistText;
import dev.matchmill.jobs.shortlist.Shortlists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything on sample data. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything on sample data and prints the shortlists.",
            "Database, schema, 6 postings, 36 resumes in seven formats, vectors, matches; the"
                    + " shortlists",
            "are written as a web page too."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String ORGANIZATION = "Brindlemark Group (demo)";
    private static final int TOP = 5;

    @Option(
            names = "--keep-database",
            description = "leaves the local PostgreSQL running afterwards")
    private boolean keep;

    @Override
    public Integer call() throws IOException, SQLException {
        Path folder = Home.path().resolve("demo");
        DemoFiles.Unpacked sample = DemoFiles.unpack(folder);
        if (keep) {
            new DatabaseCommand().start(null);
        }
        try (Session session = Session.open(WorkingRole.BATCH)) {
            int code =
                    new ImportPostingsCommand(sample.postings(), ORGANIZATION)
                            .execute(session, OutputFormat.TABLE);
            if (code == ExitCode.OK.code()) {
                code =
                        new RunCommand(sample.resumes(), ORGANIZATION)
                                .execute(session, OutputFormat.TABLE);
            }
            if (code != ExitCode.OK.code()) {
                return code;
            }
            Console.print("\n" + show(session, folder.resolve("shortlists.html")));
        }
        Console.print(next(sample, folder.resolve("shortlists.html")));
        return ExitCode.OK.code();
    }

    private static String show(Session session, Path page) throws IOException {
        Shortlists shortlists = new Shortlists(session.get(JdbcClient.class), Json.mapper());
        ShortlistReport report =
                shortlists.named(
                        shortlists.readOf(ORGANIZATION, TOP, session.get(Clock.class).instant()));
        Files.writeString(page, ShortlistHtml.render(report), StandardCharsets.UTF_8);
        return ShortlistText.render(report);
    }

    private static String next(DemoFiles.Unpacked sample, Path page) {
        return """

        The same as a page:  %s
        The resumes:         %s

        Try next:
          ./matchmill shortlist ENG-101 --top 3 --output json
          ./matchmill rejects list
          ./matchmill profile "%s"
          ./matchmill import postings YOUR.csv
          ./matchmill run --source YOUR/FOLDER
        """
                .formatted(
                        page,
                        sample.resumes(),
                        sample.resumes().resolve("ENG-101/wisniewska-braun_cv.pdf"));
    }
}
