package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.evaluate.AdverseImpact;
import dev.matchmill.jobs.evaluate.Evaluation;
import dev.matchmill.jobs.evaluate.GradedEvaluation;
import dev.matchmill.jobs.evaluate.GradedScores;
import dev.matchmill.jobs.evaluate.Judgement;
import dev.matchmill.jobs.evaluate.JudgementFile;
import dev.matchmill.jobs.evaluate.Judgements;
import dev.matchmill.jobs.evaluate.QualityHistory;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How good the published matches are. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the published matches on labelled or judged data, beside BM25.",
            "--labels: P@10 and nDCG@10, macro-averaged over categories; a candidate is relevant",
            "when its document lies in a folder named like the posting's category.",
            "--judgements: nDCG@10, mean average precision and recall@50, for each organization;",
            "CSV with posting (reference), candidate (id, or path of a document) and grade 0 to 3,",
            "parted by comma, semicolon or tab.",
            "import keeps such judgements: each refresh is then measured by them before it is",
            "shown, and one that is worse stops with exit code 4; history prints the figures."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "JSON lines with id (the posting's reference) and category")
    private @Nullable Path labels;

    @Option(names = "--judgements", paramLabel = "FILE", description = "CSV of judgements")
    private @Nullable Path judged;

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() {
        OutputFormat output = format.tableOrJson();
        Path labelFile = labels;
        Path judgementFile = judged;
        if ((labelFile == null) == (judgementFile == null)) {
            throw new IllegalUsageException("name one: --labels FILE, or --judgements FILE.");
        }
        // The texts of resumes, which BM25 compares, are not for those who only look.
        try (Session session = Session.open(WorkingRole.BATCH)) {
            if (labelFile != null) {
                Evaluation.Scores scores =
                        new Evaluation(session.get(JdbcClient.class), Json.mapper())
                                .score(present(labelFile));
                print(output, scores.toMap(), scores.toText());
            } else if (judgementFile != null) {
                List<Judgement> lines = JudgementFile.read(present(judgementFile));
                Judgements judgements = judgements(session);
                List<GradedScores> scores =
                        new GradedEvaluation(session.get(JdbcClient.class), judgements)
                                .score(lines);
                print(
                        output,
                        scores.stream().map(GradedScores::toMap).toList(),
                        GradedScores.toText(scores));
                long unknown = judgements.unknown(lines);
                if (unknown > 0) {
                    Console.say(
                            "%d of %d judgements name a posting or candidate that is not there"
                                    .formatted(unknown, lines.size()));
                }
            }
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Keeps judgements, by which each later refresh is measured before it is shown.",
                "What is judged already gets the new grade; the same file again changes nothing."
            })
    int keep(@Parameters(paramLabel = "FILE", description = "CSV of judgements") Path file) {
        List<Judgement> lines = JudgementFile.read(present(file));
        try (Session session = Session.open(WorkingRole.BATCH)) {
            Judgements.Taken taken =
                    session.get(Transactions.class).inNew(() -> judgements(session).take(lines));
            Console.print(
                    "%d judgements: %d name a posting and a candidate, %d of them new or changed; %d"
                                    .formatted(
                                            lines.size(),
                                            taken.named(),
                                            taken.changed(),
                                            taken.unknown())
                            + " name one that is not there");
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Quality of each refresh as it was measured, newest first.")
    int history(
            @Option(
                            names = "--max-items",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "how many; default ${DEFAULT-VALUE}")
                    int limit,
            @Mixin OutputOption form) {
        IllegalUsageException.unlessPositive("--max-items", limit);
        OutputFormat output = form.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            List<QualityHistory.Measured> history =
                    new QualityHistory(session.get(JdbcClient.class)).read(limit);
            print(output, history, QualityHistory.render(history));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "impact",
            mixinStandardHelpOptions = true,
            description = {
                "Compares how often matching recommends applicants of different groups.",
                "From voluntary equal-opportunity answers, as a role that sees aggregates alone;",
                "groups below ten people are left out. A ratio below four fifths needs a look."
            })
    int impact(
            @Option(
                            names = "--organization",
                            required = true,
                            paramLabel = "NAME",
                            description = "whose applicants")
                    String organization,
            @Mixin OutputOption form) {
        OutputFormat output = form.tableOrJson();
        try (Session session = Session.open(WorkingRole.REPORTING)) {
            List<AdverseImpact.Group> groups =
                    new AdverseImpact(session.get(JdbcClient.class)).of(organization);
            print(output, groups, AdverseImpact.render(groups, organization));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Drops all kept judgements; refreshes are then shown unmeasured.")
    int forget() {
        try (Session session = Session.open(WorkingRole.BATCH)) {
            long dropped = session.get(Transactions.class).inNew(() -> judgements(session).drop());
            Console.print(dropped + " judgements dropped");
        }
        return ExitCode.OK.code();
    }

    private static Judgements judgements(Session session) {
        return new Judgements(session.get(JdbcClient.class), session.get(Clock.class));
    }

    private static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new PreconditionException("there is no file " + file + ".");
        }
        return file;
    }

    private static void print(OutputFormat output, Object values, String text) {
        Console.print(
                output == OutputFormat.JSON ? Json.pretty().writeValueAsString(values) : text);
    }
}
