package dev.matchmill.jobs.match;

import static dev.matchmill.jobs.match.SmallMarket.POSTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.match.SharedRefreshes.TakenOverException;
import dev.matchmill.jobs.match.SharedWorkers.Worker;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Claims of workers that share a refresh: what one loses is another's, and nobody else's. */
class SharedTakeoverIT {

    private static final ShareSettings SETTINGS = new ShareSettings(Duration.ofMinutes(2), 8);

    private static final String WAITING =
            """
            pg_locks
            WHERE NOT granted
              AND relation = 'applications'::regclass
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    private static final Clock NOW = Clock.systemUTC();
    private static final Clock LATER = Clock.offset(NOW, Duration.ofMinutes(3));

    private SmallMarket market;
    private MatchWorld world;
    private SharedWorkers workers;

    @BeforeEach
    void create() {
        market = new SmallMarket();
        world = market.world();
        world.refresh();
        workers = new SharedWorkers(world);
    }

    @AfterEach
    void drop() {
        market.close();
    }

    @Test
    void each_posting_is_one_workers_until_its_lease_runs_out() {
        GenerationId generation = joined();

        Set<PostingId> mine = claims("a", NOW).claim(generation);
        Set<PostingId> others = claims("b", NOW).claim(generation);
        Set<PostingId> last = claims("a", NOW).claim(generation);

        assertThat(mine).hasSize(8).doesNotContainAnyElementsOf(others);
        assertThat(others).hasSize(8);
        assertThat(last).hasSize(POSTINGS - 16);
        assertThat(claims("c", NOW).claim(generation)).isEmpty();
        claims("b", LATER).renew();

        Set<PostingId> lost = new HashSet<>(claims("c", LATER).claim(generation));
        lost.addAll(claims("c", LATER).claim(generation));

        assertThat(lost).containsAll(mine).containsAll(last).hasSize(POSTINGS - 8);
        assertThat(world.count("pipeline.match_claims WHERE takeover_count = 1")).isEqualTo(12);
        assertThat(claims("a", NOW).hold(generation, mine)).isEmpty();
        assertThat(claims("b", NOW).hold(generation, others)).isEqualTo(others);
    }

    @Test
    void what_is_ranked_is_nobodys_to_rank_again() {
        GenerationId generation = joined();
        MatchClaims claims = claims("a", NOW);
        Set<PostingId> mine = claims.claim(generation);

        claims.ranked(generation, mine);

        assertThat(claims.hold(generation, mine)).isEmpty();
        assertThat(claims.left(generation)).isEqualTo(POSTINGS - 8);
        assertThat(claims("b", LATER).claim(generation)).doesNotContainAnyElementsOf(mine);
        claims.claim(generation);
        claims.release();
        assertThat(workers.claimed("a")).isZero();
    }

    @Test
    void a_worker_whose_postings_were_taken_while_it_computed_writes_nothing_of_them()
            throws Exception {
        GenerationId generation = joined();
        Worker zombie = workers.worker("a").joined();

        try (Connection blocking = world.database().dataSource().getConnection()) {
            CompletableFuture<Boolean> computing = stoppedBeforeWriting(blocking, zombie);
            world.execute(
                    "UPDATE pipeline.match_claims SET lease_owner = 'b' WHERE lease_owner = 'a'");
            blocking.commit();
            computing.get(60, TimeUnit.SECONDS);
        }

        assertThat(written(generation)).isZero();
        assertThat(zombie.report().matchedPostings()).hasValue(0);
        assertThat(workers.claimed("b")).isEqualTo(3);
        workers.expire();
        workers.refresh("b", "c");
        equalsOne();
    }

    @Test
    void a_worker_that_lost_nothing_writes_though_its_lease_ran_out() throws Exception {
        GenerationId generation = joined();
        Worker slow = workers.worker("a").joined();

        try (Connection blocking = world.database().dataSource().getConnection()) {
            CompletableFuture<Boolean> computing = stoppedBeforeWriting(blocking, slow);
            workers.expire();
            blocking.commit();
            computing.get(60, TimeUnit.SECONDS);
        }

        assertThat(written(generation)).isEqualTo(3);
    }

    @Test
    void after_the_publication_a_worker_holds_nothing_and_cannot_end_it_again() {
        GenerationId generation = joined();
        Set<PostingId> mine = claims("a", NOW).claim(generation);
        workers.expire();
        workers.refresh("b");
        List<String> published = world.everything();

        assertThat(claims("a", NOW).hold(generation, mine)).isEmpty();
        assertThat(shared("a", NOW).takeEnd(generation)).isFalse();
        assertThatThrownBy(() -> shared("a", NOW).holdEnd(generation))
                .isInstanceOf(TakenOverException.class);
        assertThat(world.everything()).isEqualTo(published);
    }

    @Test
    void only_one_ends_it_and_only_when_all_is_ranked_until_it_dies() {
        GenerationId generation = joined();
        assertThat(shared("a", NOW).takeEnd(generation)).isFalse();
        world.execute("UPDATE pipeline.match_claims SET ranked_at = now()");

        assertThat(shared("a", NOW).takeEnd(generation)).isTrue();
        assertThat(shared("b", NOW).takeEnd(generation)).isFalse();
        assertThat(shared("b", LATER).takeEnd(generation)).isTrue();
        assertThatThrownBy(() -> shared("a", NOW).holdEnd(generation))
                .isInstanceOf(TakenOverException.class);
        shared("b", NOW).releaseEnd(generation);
        assertThat(shared("a", NOW).takeEnd(generation)).isTrue();
    }

    @Test
    void one_that_lost_the_end_publishes_nothing_and_follows_the_one_that_does() {
        world.execute("UPDATE jobs SET min_years_experience = 8");
        Worker zombie = workers.worker("a").joined();
        while (zombie.ranks()) {
            // until all is ranked
        }
        List<String> before = world.everything();
        zombie.ends();
        world.execute("UPDATE pipeline.match_generations SET finisher = 'b' WHERE finisher = 'a'");

        for (int i = 0; i < 6; i++) {
            assertThat(zombie.ends()).isTrue();
        }
        assertThat(world.everything()).isEqualTo(before);
        workers.expire();
        Worker heir = workers.worker("b").joined();
        heir.works();

        assertThat(world.everything()).isNotEqualTo(before);
        List<String> published = world.everything();
        zombie.works();
        assertThat(world.everything()).isEqualTo(published);
        equalsOne();
    }

    /** Ranks in another thread, up to where it reads who applied. */
    private CompletableFuture<Boolean> stoppedBeforeWriting(Connection blocking, Worker worker)
            throws SQLException {
        blocking.setAutoCommit(false);
        try (Statement statement = blocking.createStatement()) {
            statement.execute("LOCK TABLE applications IN ACCESS EXCLUSIVE MODE");
        }
        CompletableFuture<Boolean> computing = CompletableFuture.supplyAsync(worker::ranks);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (world.count(WAITING) == 0) {
            assertThat(computing).isNotDone();
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
        }
        return computing;
    }

    private GenerationId joined() {
        workers.worker("a").joined();
        return new GenerationId(
                world.jdbc()
                        .sql("SELECT id FROM pipeline.match_generations WHERE status = 'building'")
                        .query(Long.class)
                        .single());
    }

    private long written(GenerationId generation) {
        return world.count("pipeline.match_pools WHERE generation_id = " + generation.value());
    }

    private MatchClaims claims(String owner, Clock clock) {
        return new MatchClaims(world.jdbc(), clock, () -> owner, SETTINGS);
    }

    private SharedRefreshes shared(String owner, Clock clock) {
        return new SharedRefreshes(
                world.jdbc(), clock, JsonMapper.builder().build(), () -> owner, SETTINGS);
    }

    private void equalsOne() {
        List<String> shared = world.everything();
        world.refresh(MatchExtent.EVERYTHING);
        assertThat(shared).isEqualTo(world.everything());
    }
}
