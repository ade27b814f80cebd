package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.match.MatchRecomputation;
import dev.matchmill.jobs.match.MatchRecomputation.Outcome;
import dev.matchmill.jobs.match.MatchSettings;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.shortlist.Explanation;
import dev.matchmill.jobs.shortlist.ExplanationText;
import dev.matchmill.jobs.shortlist.Explanations;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a candidate stands where it stands. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explains a candidate's match with a posting: parts, skills, what would change it.",
            "--generation explains an older run while it is kept; --recompute scores the pair anew",
            "and says whether what is stored still follows from resume, posting and weights."
        })
final class ExplainCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init") // a required parameter
    @Parameters(
            index = "0",
            paramLabel = "POSTING",
            description = "external reference of the posting, or its id")
    private String posting;

    @Parameters(index = "1", paramLabel = "CANDIDATE", description = "the candidate's id")
    private long candidate;

    @Option(
            names = "--generation",
            paramLabel = "G",
            description = "the run whose result to explain; default: the published one")
    private @Nullable Long generation;

    @Option(names = "--recompute", description = "score the pair anew and compare")
    private boolean recompute;

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() {
        OutputFormat output = format.tableOrJson();
        // The texts of resumes, which a score follows from, are not for those who only look.
        try (Session session = Session.open(recompute ? WorkingRole.BATCH : WorkingRole.READER)) {
            Explanations explanations =
                    new Explanations(session.get(JdbcClient.class), Json.mapper());
            Explanation match =
                    explanations
                            .find(posting, candidate, generation)
                            .orElseThrow(
                                    () -> new IllegalUsageException(absent(session, explanations)));
            Map<String, Object> values = ExplanationText.values(match);
            StringBuilder text =
                    new StringBuilder(ExplanationText.render(explanations.named(match)));
            if (recompute) {
                String now = compare(recomputation(session), match);
                values.put("recomputed", now);
                text.append('\n').append("recomputed: ").append(now).append('\n');
            }
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(values)
                            : text.toString());
        }
        return ExitCode.OK.code();
    }

    // What is stored is JSON by PostgreSQL, what is computed JSON by the program: compared as
    // trees.
    private static String compare(MatchRecomputation again, Explanation match) {
        Outcome outcome =
                again.of(
                        new ModelId(match.modelId()),
                        new PostingId(match.postingId()),
                        new CandidateId(match.candidate()));
        return switch (outcome) {
            case Outcome.Unmatchable(String reason) -> "no longer possible: " + reason;
            case Outcome.Scored now -> {
                boolean same =
                        Json.mapper()
                                .readTree(now.breakdown())
                                .equals(Json.mapper().readTree(match.breakdown()));
                yield same
                        ? "the same, to the last digit"
                        : "%.3f, %s: resume, posting or weights changed; run: matchmill match"
                                .formatted(now.score(), now.recommendation().label());
            }
        };
    }

    private String absent(Session session, Explanations explanations) {
        Explanations.Posting named = explanations.posting(posting).orElse(null);
        if (named == null) {
            return "there is no posting '" + posting + "'.";
        }
        if (!named.isOpen()) {
            return ("posting '%s' is not open (%s), and only open postings have matches; once it"
                            + " is, run: matchmill match")
                    .formatted(posting, named.status());
        }
        if (!named.isMatched()) {
            return "posting '" + posting + "' was not matched yet; run: matchmill run";
        }
        if (generation != null) {
            return "posting '%s' has no result of candidate %d in generation %d; kept are %s."
                    .formatted(posting, candidate, generation, explanations.kept(posting));
        }
        String sentence =
                "candidate %d is not among the published matches of posting '%s'"
                        .formatted(candidate, posting);
        if (!recompute) {
            return sentence + "; --recompute tells what it would score.";
        }
        Optional<Long> model = explanations.model();
        if (model.isEmpty()) {
            return sentence + "; no embedding model is active.";
        }
        Outcome now =
                recomputation(session)
                        .of(
                                new ModelId(model.get()),
                                new PostingId(named.id()),
                                new CandidateId(candidate));
        return switch (now) {
            case Outcome.Unmatchable(String reason) -> sentence + ": " + reason + ".";
            case Outcome.Scored score ->
                    "%s; it would score %.3f (%s) now."
                            .formatted(sentence, score.score(), score.recommendation().label());
        };
    }

    private static MatchRecomputation recomputation(Session session) {
        return new MatchRecomputation(
                session.get(DataSource.class),
                session.get(JdbcClient.class),
                Json.mapper(),
                session.get(MatchSettings.class));
    }
}
