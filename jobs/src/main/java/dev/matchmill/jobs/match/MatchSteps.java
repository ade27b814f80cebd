package dev.matchmill.jobs.match;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Steps;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the steps that refresh matches: {@code match.openGeneration}, {@code match.scorePostings}
 * and {@code match.publish}. Restartable as a whole: an unfinished generation is invisible, and the
 * next run drops it.
 */
public record MatchSteps(
        Steps steps,
        DataSource dataSource,
        JdbcClient jdbc,
        Transactions transactions,
        CurrentRun run,
        Clock clock,
        JsonMapper json,
        Progress progress,
        MatchSettings settings) {

    /** The steps of one execution. */
    public List<Step> of(RunReport report) {
        Generations generations = new Generations(jdbc, clock);
        MatchResults results =
                new MatchResults(new NamedParameterJdbcTemplate(dataSource), clock, json);
        OpenGeneration generation =
                new OpenGeneration(
                        new EmbeddingModelStore(dataSource),
                        new InputFingerprint(jdbc),
                        generations,
                        settings,
                        run,
                        transactions,
                        jdbc);
        RankCandidates ranking =
                new RankCandidates(
                        new EmbeddingStore(dataSource),
                        new NearestCandidates(dataSource),
                        new Applicants(jdbc),
                        new CandidateFactsReader(jdbc, json),
                        new Scorer(settings),
                        settings);
        return List.of(
                steps.repeated("match.openGeneration", generation),
                steps.repeated(
                        "match.scorePostings",
                        new ScorePostings(
                                generation,
                                new OpenPostings(jdbc, json),
                                ranking,
                                results,
                                run,
                                transactions,
                                jdbc,
                                progress,
                                report)),
                steps.repeated(
                        "match.publish",
                        new Publish(generation, generations, run, transactions, jdbc)));
    }
}
