package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.evaluate.Evaluation;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How good the published matches are. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the published matches on labelled data, beside BM25.",
            "P@10 and nDCG@10, macro-averaged over categories. A candidate is relevant when its"
                    + " document",
            "lies in a folder named like the posting's category."
        })
final class EvaluateCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init") // a required option
    @Option(
            names = "--labels",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines with id (the posting's reference) and category")
    private Path labels;

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() {
        OutputFormat output = format.tableOrJson();
        if (!Files.isRegularFile(labels)) {
            throw new PreconditionException("there is no file " + labels + ".");
        }
        // The texts of resumes, which BM25 compares, are not for those who only look.
        try (Session session = Session.open(WorkingRole.BATCH)) {
            Evaluation.Scores scores =
                    new Evaluation(session.get(JdbcClient.class), Json.mapper()).score(labels);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(scores.toMap())
                            : scores.toText());
        }
        return ExitCode.OK.code();
    }
}
