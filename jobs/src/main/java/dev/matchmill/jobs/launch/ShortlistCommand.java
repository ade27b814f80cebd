package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.shortlist.ShortlistHtml;
import dev.matchmill.jobs.shortlist.ShortlistReport;
import dev.matchmill.jobs.shortlist.ShortlistRows;
import dev.matchmill.jobs.shortlist.ShortlistText;
import dev.matchmill.jobs.shortlist.Shortlists;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a recruiter reads. */
@Command(
        name = "shortlist",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the ranked, explained candidates of a posting, or of all open ones.",
            "JSON is one object a line: posting, rank, candidate, score, recommendation,",
            "contributions (they sum to the score), matched_skills with evidence, missing_skills,",
            "sources."
        })
final class ShortlistCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "POSTING",
            arity = "0..1",
            description = "external reference of the posting, or its id")
    private @Nullable String posting;

    @Option(names = "--all", description = "every open posting")
    private boolean all;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "candidates for each posting; default ${DEFAULT-VALUE}")
    private int top = 10;

    @Option(names = "--output", paramLabel = "FORMAT", description = "table, json, csv or html")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() {
        if ((posting == null) != all) {
            throw new IllegalUsageException("name a posting, or say --all.");
        }
        IllegalUsageException.unlessPositive("--top", top);
        try (Session session = Session.open(WorkingRole.READER)) {
            Shortlists shortlists = new Shortlists(session.get(JdbcClient.class), Json.mapper());
            ShortlistReport report =
                    shortlists.read(posting, top, session.get(Clock.class).instant());
            if (report.postings().isEmpty() && posting != null) {
                throw new IllegalUsageException(
                        "no open posting has the reference or id '" + posting + "'.");
            }
            Console.print(
                    switch (output) {
                        case TABLE -> ShortlistText.render(shortlists.named(report));
                        case HTML -> ShortlistHtml.render(shortlists.named(report));
                        case CSV -> ShortlistRows.csv(report);
                        case JSON -> lines(report);
                    });
        }
        return ExitCode.OK.code();
    }

    private static String lines(ShortlistReport report) {
        return ShortlistRows.of(report).stream()
                .map(row -> Json.mapper().writeValueAsString(row))
                .collect(Collectors.joining("\n"));
    }
}
