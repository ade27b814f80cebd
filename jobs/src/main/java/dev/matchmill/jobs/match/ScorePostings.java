package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.OpenGeneration.Building;
import dev.matchmill.jobs.match.RankCandidates.Ranking;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills the generation in work, a page of postings at a time. */
final class ScorePostings implements Piece {

    private static final int PAGE = 20;

    private final OpenGeneration generation;
    private final OpenPostings postings;
    private final RankCandidates ranking;
    private final MatchResults results;
    private final Writes writes;
    private final Progress progress;
    private final RunReport report;
    private long after;

    ScorePostings(
            OpenGeneration generation,
            OpenPostings postings,
            RankCandidates ranking,
            MatchResults results,
            Writes writes,
            Progress progress,
            RunReport report) {
        this.generation = generation;
        this.postings = postings;
        this.ranking = ranking;
        this.results = results;
        this.writes = writes;
        this.progress = progress;
        this.report = report;
    }

    @Override
    public boolean next() {
        Optional<Building> building = generation.building();
        if (building.isEmpty()) {
            return false;
        }
        if (after == 0) {
            progress.begin("match", postings.count());
        }
        List<OpenPosting> page = postings.page(after, PAGE);
        if (page.isEmpty()) {
            progress.end();
            return false;
        }
        after = page.getLast().id().value();
        Map<OpenPosting, Ranking> rankings = new LinkedHashMap<>();
        for (OpenPosting posting : page) {
            rankings.put(posting, ranking.rank(building.get().model(), posting));
            progress.advance(1);
        }
        writes.inNew(() -> write(building.get(), rankings));
        report.matchedPostings().addAndGet(page.size());
        report.matches().addAndGet(rankings.values().stream().mapToLong(r -> r.top().size()).sum());
        return true;
    }

    private void write(Building building, Map<OpenPosting, Ranking> rankings) {
        rankings.forEach((posting, ranked) -> {
            results.write(posting, building.id(), ranked.top());
            results.scoreApplications(posting, ranked.applied());
        });
    }
}
