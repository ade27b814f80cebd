package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.ScheduledWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the steps that refresh matches: {@code match.planRefresh}, {@code match.compareCandidates},
 * {@code match.rankPostings}, {@code match.measureQuality}, {@code match.scoreApplications} and
 * {@code match.publish}. Restartable as a whole: an unfinished generation is invisible, and the
 * next run drops it.
 */
public record MatchSteps(
        JobParts parts,
        DataSource dataSource,
        MatchSettings settings,
        QualitySettings quality,
        SearchSettings search) {

    /** The same with another engine. */
    public MatchSteps with(EngineChoice engine) {
        return new MatchSteps(parts, dataSource, settings, quality, search.with(engine));
    }

    /** The steps of one execution that refreshes what changed. */
    public List<Step> of(RunReport report) {
        return of(MatchExtent.CHANGED, report);
    }

    /** The steps of one execution. */
    public List<Step> of(MatchExtent extent, RunReport report) {
        report.serve(ScheduledWork.MATCH_CHANGED);
        return pieces(extent, report).entrySet().stream()
                .map(piece -> parts.steps().repeated(piece.getKey(), piece.getValue()))
                .toList();
    }

    /** What the steps repeat, by their names, in their order. */
    Map<String, Piece> pieces(MatchExtent extent, RunReport report) {
        JdbcClient jdbc = parts.jdbc();
        Refresh refresh = new Refresh();
        SkillHierarchy hierarchy = SkillHierarchy.read(jdbc);
        EmbeddingStore embeddings = new EmbeddingStore(dataSource);
        PlanRefresh plan =
                new PlanRefresh(
                        refresh,
                        new EmbeddingModelStore(dataSource),
                        jdbc,
                        settings,
                        hierarchy,
                        extent,
                        report);
        Pools pools = new Pools(new NamedParameterJdbcTemplate(dataSource));
        CompareCandidates compare =
                new CompareCandidates(
                        refresh, dataSource, pools, embeddings, parts.progress(), report);
        NearestCandidates nearest = new NearestCandidates(dataSource, search);
        Generations generations = new Generations(jdbc, parts.clock());
        RankPostings rank =
                new RankPostings(
                        refresh,
                        pools,
                        new Applicants(jdbc),
                        embeddings,
                        new OpenPostings(jdbc, parts.json()),
                        new SearchGroups(nearest, embeddings, settings, report),
                        renewal(refresh, nearest, hierarchy),
                        store(refresh, generations, pools),
                        parts.progress(),
                        report);
        MeasureQuality measure =
                new MeasureQuality(
                        refresh, generations, quality, jdbc, parts.writes(), parts.clock());
        Publish publish =
                new Publish(
                        refresh,
                        generations,
                        pools,
                        new CandidateStates(jdbc),
                        new Invalidations(jdbc),
                        new Looks(jdbc),
                        parts.writes(),
                        report);
        Map<String, Piece> pieces = new LinkedHashMap<>();
        pieces.put("match.planRefresh", plan);
        pieces.put("match.compareCandidates", compare);
        pieces.put("match.rankPostings", rank);
        pieces.put("match.measureQuality", measure);
        pieces.put(
                "match.scoreApplications",
                new ScoreApplications(
                        refresh,
                        new OpenPostings(jdbc, parts.json()),
                        embeddings,
                        nearest,
                        new CandidateFactsReader(jdbc, parts.json()),
                        new Scorer(settings, hierarchy),
                        results(),
                        parts.writes()));
        pieces.put("match.publish", publish);
        return pieces;
    }

    private RenewRanking renewal(
            Refresh refresh, NearestCandidates nearest, SkillHierarchy hierarchy) {
        RankCandidates ranking =
                new RankCandidates(
                        nearest,
                        new CandidateFactsReader(parts.jdbc(), parts.json()),
                        new Scorer(settings, hierarchy),
                        settings);
        return new RenewRanking(refresh, ranking, settings);
    }

    private StoreRankings store(Refresh refresh, Generations generations, Pools pools) {
        return new StoreRankings(
                refresh, generations, results(), pools, settings, parts.jdbc(), parts.writes());
    }

    private MatchResults results() {
        return new MatchResults(
                new NamedParameterJdbcTemplate(dataSource), parts.clock(), parts.json());
    }
}
