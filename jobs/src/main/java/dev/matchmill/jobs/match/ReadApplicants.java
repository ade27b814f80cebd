package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.Piece;
import dev.matchmill.migrations.type.PostingId;
import java.util.List;

/**
 * Notes for each posting of a refresh that several workers share who applied to it: each of them
 * knows only those whom it scored itself.
 */
final class ReadApplicants implements Piece {

    private static final int PAGE = 1_000;

    private final Refresh refresh;
    private final Applicants applicants;
    private int from;

    ReadApplicants(Refresh refresh, Applicants applicants) {
        this.refresh = refresh;
        this.applicants = applicants;
    }

    @Override
    public boolean next() {
        List<PostingId> all =
                refresh.plan().stream()
                        .flatMap(plan -> plan.postings().stream())
                        .filter(PostingSide::isMatched)
                        .map(PostingSide::id)
                        .toList();
        List<PostingId> page =
                all.subList(Math.min(all.size(), from), Math.min(all.size(), from + PAGE));
        from += PAGE;
        applicants
                .of(page)
                .forEach((posting, applying) ->
                        refresh.applied(posting, applying.stream().sorted().toList()));
        return from < all.size();
    }
}
