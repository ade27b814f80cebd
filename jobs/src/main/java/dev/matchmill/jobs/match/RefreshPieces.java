package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the pieces of one refresh, which hand each other what they found. */
final class RefreshPieces {

    private final MatchSteps of;
    private final RunReport report;
    private final JobParts parts;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final SkillHierarchy hierarchy;
    private final EmbeddingStore embeddings;
    private final Pools pools;
    private final NearestCandidates nearest;
    private final Generations generations;
    private final Refresh refresh = new Refresh();

    RefreshPieces(MatchSteps of, RunReport report) {
        this.of = of;
        this.report = report;
        this.parts = of.parts();
        this.dataSource = of.dataSource();
        this.jdbc = parts.jdbc();
        this.hierarchy = SkillHierarchy.read(jdbc);
        this.embeddings = new EmbeddingStore(dataSource);
        this.pools = new Pools(new NamedParameterJdbcTemplate(dataSource));
        this.nearest = new NearestCandidates(dataSource, of.search());
        this.generations = new Generations(jdbc, parts.clock());
    }

    Refresh refresh() {
        return refresh;
    }

    SkillHierarchy hierarchy() {
        return hierarchy;
    }

    Generations generations() {
        return generations;
    }

    PlanReader plans() {
        return new PlanReader(jdbc, of.settings(), hierarchy);
    }

    Piece plan(MatchExtent extent) {
        return new PlanRefresh(
                refresh,
                new EmbeddingModelStore(dataSource),
                plans(),
                parts.writes(),
                extent,
                report);
    }

    Piece compare() {
        return new CompareCandidates(
                refresh, dataSource, pools, embeddings, parts.progress(), report);
    }

    Piece rank() {
        return new RankPostings(
                refresh, page(PostingTurns.ALONE), parts.progress(), parts.throttle());
    }

    RankPage page(PostingTurns turns) {
        return new RankPage(
                pools,
                new Applicants(jdbc),
                embeddings,
                postings(),
                new SearchGroups(nearest, embeddings, of.settings(), report),
                new RenewRanking(
                        refresh,
                        new RankCandidates(nearest, facts(), scorer(), of.settings()),
                        of.settings()),
                new StoreRankings(
                        refresh,
                        generations,
                        results(),
                        pools,
                        of.settings(),
                        turns,
                        jdbc,
                        parts.writes()),
                report);
    }

    Piece measure(EndingWrites ending) {
        return new MeasureQuality(refresh, of.quality(), jdbc, ending, parts.clock());
    }

    Piece score(EndingWrites ending) {
        return new ScoreApplications(
                refresh, postings(), embeddings, nearest, facts(), scorer(), results(), ending);
    }

    Piece publish(EndingWrites ending, Remembered remembered) {
        return new Publish(refresh, generations, pools, remembered, new Looks(jdbc), ending);
    }

    Remembered wholePlan() {
        return new WholePlan(
                generations, new CandidateStates(jdbc), new Invalidations(jdbc), report);
    }

    private OpenPostings postings() {
        return new OpenPostings(jdbc, parts.json());
    }

    private CandidateFactsReader facts() {
        return new CandidateFactsReader(jdbc, parts.json());
    }

    private Scorer scorer() {
        return new Scorer(of.settings(), hierarchy);
    }

    private MatchResults results() {
        return new MatchResults(
                new NamedParameterJdbcTemplate(dataSource), parts.clock(), parts.json());
    }
}
