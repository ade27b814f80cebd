package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import java.util.List;
import java.util.function.Supplier;

/** Makes the pieces of one of several processes that share a full refresh. */
final class SharedPieces {

    private final MatchSteps of;
    private final RunReport report;
    private final JobParts parts;
    private final RefreshPieces pieces;
    private final MatchClaims claims;
    private final SharedPlan plan;
    private final SharedRefreshes shared;

    SharedPieces(MatchSteps of, Supplier<String> owner, RunReport report) {
        this.of = of;
        this.report = report;
        this.parts = of.parts();
        this.pieces = new RefreshPieces(of, report);
        this.claims = new MatchClaims(parts.jdbc(), parts.clock(), owner, of.share());
        this.plan = new SharedPlan(parts.jdbc(), pieces.refresh());
        this.shared =
                new SharedRefreshes(parts.jdbc(), parts.clock(), parts.json(), owner, of.share());
    }

    Piece join() {
        return new JoinRefresh(
                pieces.refresh(),
                new EmbeddingModelStore(of.dataSource()),
                pieces.plans(),
                model ->
                        Agreement.of(
                                model,
                                of.settings(),
                                of.quality(),
                                of.search(),
                                pieces.hierarchy()),
                shared,
                plan,
                claims,
                pieces.generations(),
                parts,
                report);
    }

    Piece rank() {
        return new RankClaimed(
                pieces.refresh(),
                claims,
                pieces.generations(),
                pieces.page(claims),
                new SearchTally(parts.jdbc(), report.searches()),
                parts);
    }

    Piece finish() {
        EndingWrites ending = new EndingWrites(parts.writes(), this::holdEnd);
        return new FinishRefresh(
                pieces.refresh(),
                shared,
                parts.writes(),
                () ->
                        List.of(
                                new ReadApplicants(pieces.refresh(), new Applicants(parts.jdbc())),
                                pieces.measure(ending),
                                pieces.score(ending),
                                pieces.publish(ending, plan)));
    }

    private void holdEnd() {
        pieces.refresh().generation().ifPresent(shared::holdEnd);
    }
}
