package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.ScheduledWork;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the steps that refresh matches: {@code match.openGeneration}, {@code match.scorePostings}
 * and {@code match.publish}. Restartable as a whole: an unfinished generation is invisible, and the
 * next run drops it.
 */
public record MatchSteps(JobParts parts, DataSource dataSource, MatchSettings settings) {

    /** The steps of one execution. */
    public List<Step> of(RunReport report) {
        report.serve(ScheduledWork.MATCH_CHANGED);
        JdbcClient jdbc = parts.jdbc();
        Generations generations = new Generations(jdbc, parts.clock());
        OpenGeneration generation =
                new OpenGeneration(
                        new EmbeddingModelStore(dataSource),
                        new InputFingerprint(jdbc),
                        generations,
                        settings,
                        parts.writes());
        ScorePostings score =
                new ScorePostings(
                        generation,
                        new OpenPostings(jdbc, parts.json()),
                        ranking(),
                        new MatchResults(
                                new NamedParameterJdbcTemplate(dataSource),
                                parts.clock(),
                                parts.json()),
                        parts.writes(),
                        parts.progress(),
                        report);
        return List.of(
                parts.steps().repeated("match.openGeneration", generation),
                parts.steps().repeated("match.scorePostings", score),
                parts.steps()
                        .repeated(
                                "match.publish",
                                new Publish(generation, generations, parts.writes())));
    }

    private RankCandidates ranking() {
        return new RankCandidates(
                new EmbeddingStore(dataSource),
                new NearestCandidates(dataSource),
                new Applicants(parts.jdbc()),
                new CandidateFactsReader(parts.jdbc(), parts.json()),
                new Scorer(settings),
                settings);
    }
}
