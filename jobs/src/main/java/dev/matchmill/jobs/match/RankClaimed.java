package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Ranks postings of a refresh that several workers share, a claimed block of them after the other.
 * It is done when all are ranked, by whomever: what others hold it waits for, and takes over when
 * they died.
 */
final class RankClaimed implements Piece {

    /** How soon a worker looks again for what others may have lost. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    // Those of one scope side by side: each page is then of few.
    private static final Comparator<PostingSide> BY_SCOPE =
            Comparator.comparing(
                            PostingSide::organization,
                            Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                    .thenComparing(PostingSide::id);

    private final Refresh refresh;
    private final MatchClaims claims;
    private final Generations generations;
    private final RankPage pages;
    private final SearchTally tally;
    private final JobParts parts;
    private final Heartbeat heartbeat;
    private final Deque<PostingSide> mine = new ArrayDeque<>();
    private boolean begun;

    RankClaimed(
            Refresh refresh,
            MatchClaims claims,
            Generations generations,
            RankPage pages,
            SearchTally tally,
            JobParts parts) {
        this.refresh = refresh;
        this.claims = claims;
        this.generations = generations;
        this.pages = pages;
        this.tally = tally;
        this.parts = parts;
        this.heartbeat =
                new Heartbeat(
                        claims.settings().renewal(), () -> parts.writes().inNew(claims::renew));
    }

    @Override
    public boolean next() throws InterruptedException {
        RefreshPlan plan = refresh.plan().orElse(null);
        GenerationId generation = refresh.generation().orElse(null);
        if (plan == null || generation == null) {
            return false;
        }
        if (!begun) {
            begun = true;
            parts.progress().begin("match", claims.left(generation));
        }
        if (mine.isEmpty() && !claim(plan, generation)) {
            return waited(generation);
        }
        // Leases are prolonged with each page: a throttled worker rests after smaller ones.
        int size = parts.throttle().most(RankPage.SIZE, claims.settings().renewal());
        List<PostingSide> page = new ArrayList<>();
        while (page.size() < size && !mine.isEmpty()) {
            page.add(mine.remove());
        }
        pages.rank(plan, page);
        parts.progress().advance(page.size());
        parts.throttle().add(page.size());
        return true;
    }

    @Override
    public void stopped() {
        parts.writes().inNew(claims::release);
    }

    private boolean claim(RefreshPlan plan, GenerationId generation) throws InterruptedException {
        Set<PostingId> claimed =
                parts.writes()
                        .inNew(() -> {
                            generations.demandActive(plan.model());
                            return claims.claim(generation);
                        });
        CrashPoint.AFTER_CLAIM.reached();
        plan.postings().stream()
                .filter(posting -> claimed.contains(posting.id()))
                .sorted(BY_SCOPE)
                .forEach(mine::add);
        if (mine.isEmpty()) {
            return false;
        }
        heartbeat.during(() -> pages.searchAhead(plan, List.copyOf(mine)));
        count(generation);
        return true;
    }

    private void count(GenerationId generation) {
        if (parts.writes().inNew(() -> tally.add(generation))) {
            tally.isAdded();
        }
    }

    private boolean waited(GenerationId generation) throws InterruptedException {
        if (claims.left(generation) == 0) {
            count(generation);
            parts.progress().end();
            return false;
        }
        Thread.sleep(PAUSE);
        return true;
    }
}
