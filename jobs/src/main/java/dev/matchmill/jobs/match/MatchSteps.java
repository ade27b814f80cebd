package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.ScheduledWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;

/**
 * Makes the steps that refresh matches: {@code match.planRefresh}, {@code match.compareCandidates},
 * {@code match.rankPostings}, {@code match.measureQuality}, {@code match.scoreApplications} and
 * {@code match.publish}. Restartable as a whole: an unfinished generation is invisible, and the
 * next run drops it.
 *
 * <p>Several processes share a full refresh by {@code match.joinRefresh}, {@code match.rankClaimed}
 * and {@code match.finishRefresh}. Restartable from what is ranked, as long as one of them lives or
 * none works alone in between.
 */
public record MatchSteps(
        JobParts parts,
        DataSource dataSource,
        MatchSettings settings,
        QualitySettings quality,
        SearchSettings search,
        ShareSettings share) {

    /** The same with another engine. */
    public MatchSteps with(EngineChoice engine) {
        return new MatchSteps(parts, dataSource, settings, quality, search.with(engine), share);
    }

    /** The steps of one execution that refreshes what changed. */
    public List<Step> of(RunReport report) {
        return of(MatchExtent.CHANGED, report);
    }

    /** The steps of one execution. */
    public List<Step> of(MatchExtent extent, RunReport report) {
        return steps(pieces(extent, report), report);
    }

    /** The steps of one of several processes that share a full refresh. */
    public List<Step> shared(RunReport report) {
        return steps(sharedPieces(parts.run()::owner, report), report);
    }

    private List<Step> steps(Map<String, Piece> pieces, RunReport report) {
        report.serve(ScheduledWork.MATCH_CHANGED);
        return pieces.entrySet().stream()
                .map(piece -> parts.steps().repeated(piece.getKey(), piece.getValue()))
                .toList();
    }

    /** What the steps repeat, by their names, in their order. */
    Map<String, Piece> pieces(MatchExtent extent, RunReport report) {
        RefreshPieces make = new RefreshPieces(this, report);
        EndingWrites ending = EndingWrites.alone(parts.writes());
        Map<String, Piece> pieces = new LinkedHashMap<>();
        pieces.put("match.planRefresh", make.plan(extent));
        pieces.put("match.compareCandidates", make.compare());
        pieces.put("match.rankPostings", make.rank());
        pieces.put("match.measureQuality", make.measure(ending));
        pieces.put("match.scoreApplications", make.score(ending));
        pieces.put("match.publish", make.publish(ending, make.wholePlan()));
        return pieces;
    }

    /**
     * The same for several processes that share a full refresh. They compare everybody unless the
     * graph is asked for: which engine is cheaper depends on how they happen to divide the work.
     *
     * @param owner unique among them
     */
    Map<String, Piece> sharedPieces(Supplier<String> owner, RunReport report) {
        MatchSteps alike = search.engine() == EngineChoice.AUTO ? with(EngineChoice.EXACT) : this;
        SharedPieces make = new SharedPieces(alike, owner, report);
        Map<String, Piece> pieces = new LinkedHashMap<>();
        pieces.put("match.joinRefresh", make.join());
        pieces.put("match.rankClaimed", make.rank());
        pieces.put("match.finishRefresh", make.finish());
        return pieces;
    }
}
