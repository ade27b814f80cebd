package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.Throttle;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the postings whose results can be other ones now, a page of them at a time. Those that must
 * be searched come first and are searched many at once.
 */
final class RankPostings implements Piece {

    /** Postings searched together: their neighbours stay in memory until they are ranked. */
    private static final int SEARCHED = 2_000;

    // Those of one scope side by side, so that many of them are searched together.
    private static final Comparator<PostingSide> SEARCHED_FIRST =
            Comparator.comparing((PostingSide posting) -> posting.work() != Work.SEARCH)
                    .thenComparing(
                            PostingSide::organization,
                            Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(PostingSide::id);

    private final Refresh refresh;
    private final RankPage pages;
    private final Progress progress;
    private final Throttle throttle;
    private @Nullable List<PostingSide> concerned;
    private int from;

    RankPostings(Refresh refresh, RankPage pages, Progress progress, Throttle throttle) {
        this.refresh = refresh;
        this.pages = pages;
        this.progress = progress;
        this.throttle = throttle;
    }

    @Override
    public boolean next() {
        RefreshPlan plan = refresh.plan().orElse(null);
        if (plan == null) {
            return false;
        }
        List<PostingSide> all = concerned;
        if (all == null) {
            all =
                    plan.postings().stream()
                            .filter(refresh::concerns)
                            .sorted(SEARCHED_FIRST)
                            .toList();
            concerned = all;
            progress.begin("match", all.size());
        }
        if (from % SEARCHED == 0) {
            pages.searchAhead(plan, toSearch(all.subList(from, all.size())));
        }
        List<PostingSide> page = all.subList(from, Math.min(all.size(), from + RankPage.SIZE));
        if (page.isEmpty()) {
            progress.end();
            return false;
        }
        from += page.size();
        pages.rank(plan, page);
        progress.advance(page.size());
        throttle.add(page.size());
        return true;
    }

    private static List<PostingSide> toSearch(List<PostingSide> coming) {
        return coming.stream()
                .limit(SEARCHED)
                .filter(posting -> posting.work() == Work.SEARCH)
                .toList();
    }
}
