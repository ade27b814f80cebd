package dev.matchmill.jobs.match;

import static dev.matchmill.jobs.match.SmallMarket.POSTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.SharedWorkers.Worker;
import dev.matchmill.migrations.PreconditionException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A full refresh by several workers gives what one process gives, whatever becomes of them. */
class SharedRefreshIT {

    private static final String APPLY =
            """
            INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
            SELECT p, 1, c, 'c' || c || '@example.org'
            FROM generate_series(1, 9) AS p, generate_series(1, 80, 13) AS c
            """;

    private SmallMarket market;
    private MatchWorld world;
    private SharedWorkers workers;

    @BeforeEach
    void create() {
        market = new SmallMarket();
        world = market.world();
        world.organization(2, "organization");
        for (long id = 1; id <= 30; id++) {
            world.join(id, 2);
        }
        for (long id = POSTINGS + 1; id <= POSTINGS + 4; id++) {
            world.posting(id, 2, 3, "[\"kafka\"]");
            world.vectors(EntityType.POSTING, id, List.of(Vectors.random(market.random())));
        }
        world.posting(POSTINGS + 5, 2, 3, "[]");
        world.execute(APPLY);
        workers = new SharedWorkers(world);
    }

    @AfterEach
    void drop() {
        market.close();
    }

    @Test
    void j30_three_workers_give_row_for_row_what_one_gives_and_publish_it_once() {
        List<Worker> three = workers.refresh("a", "b", "c");

        assertThat(three).allMatch(worker -> worker.report().matchedPostings().get() >= 3);
        assertThat(three.stream().mapToLong(w -> w.report().matchedPostings().get()).sum())
                .isEqualTo(POSTINGS + 5L);
        assertThat(world.texts("SELECT status::text FROM pipeline.match_generations"))
                .containsExactly("active");
        assertThat(world.count("pipeline.match_generations WHERE exact_search_count = 24"))
                .isEqualTo(1);
        equalsOne();
    }

    @Test
    void j30_after_changes_too_and_what_was_invalidated_is_settled() {
        world.refresh();
        world.execute("UPDATE candidates SET years_of_experience = 7 WHERE id % 3 = 0");
        world.execute("UPDATE candidates SET is_active = false WHERE id = 5");
        world.execute("UPDATE jobs SET status = 'closed', closed_at = now() WHERE id = 2");
        world.execute(
                "INSERT INTO pipeline.match_invalidations (job_id, reason) VALUES (4,"
                        + " 'job_changed')");

        workers.refresh("a", "b");

        assertThat(world.count("pipeline.match_invalidations")).isZero();
        assertThat(world.count("pipeline.match_job_states WHERE job_id = 2")).isZero();
        equalsOne();
    }

    @Test
    void what_changes_meanwhile_is_seen_by_the_next_refresh() {
        Worker worker = workers.worker("a").joined();
        worker.ranks();
        world.execute("UPDATE candidates SET years_of_experience = 40 WHERE id <= 20");
        world.execute(
                "INSERT INTO pipeline.match_invalidations (job_id, reason) VALUES (4,"
                        + " 'job_changed')");

        worker.works();

        assertThat(world.count("pipeline.match_invalidations")).isEqualTo(1);
        world.refresh();
        assertThat(world.count("pipeline.match_invalidations")).isZero();
        market.equalsFull();
    }

    @Test
    void readers_see_nothing_of_it_until_all_is_ranked_and_then_all_of_it() {
        world.refresh();
        List<String> before = world.everything();
        world.execute("UPDATE jobs SET min_years_experience = 8");
        Worker one = workers.worker("a").joined();
        Worker other = workers.worker("b").joined();
        one.ranks();
        other.ranks();

        one.ends();
        assertThat(world.everything()).isEqualTo(before);
        assertThat(world.count("pipeline.match_generations WHERE finisher IS NOT NULL")).isZero();

        one.works();
        other.works();
        assertThat(world.everything()).isNotEqualTo(before);
        equalsOne();
    }

    @Test
    void one_whose_settings_are_other_ones_is_told_so_and_changes_nothing() {
        Worker one = workers.worker("a").joined();
        one.ranks();

        assertThatThrownBy(() -> workers.worker("b", MatchWorld.settings(9, 20, 10, 0.3)).joined())
                .rootCause()
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("have other settings than this one: matchmill.jobs.match.");

        one.works();
        equalsOne();
    }

    @Test
    void one_that_knows_other_skills_waits_until_they_have_ended() {
        Worker one = workers.worker("a").joined();
        world.execute(
                "UPDATE pipeline.match_generations SET config ="
                        + " jsonb_set(config, '{shared,stock,the imported skills}', '\"7\"')");

        assertThatThrownBy(() -> workers.worker("b").joined())
                .rootCause()
                .isInstanceOf(LockHeldException.class)
                .hasMessageContaining("began before the imported skills changed");
        one.works();
    }

    @Test
    void who_comes_after_the_publication_finds_nothing_left_until_something_changes() {
        workers.refresh("a", "b");
        workers.worker("c").joined().works();
        workers.nextEpoch();
        workers.worker("d").joined().works();
        assertThat(world.count("pipeline.match_generations")).isEqualTo(1);

        world.execute("UPDATE candidates SET years_of_experience = 7 WHERE id = 3");
        workers.worker("e").joined().works();

        assertThat(world.count("pipeline.match_generations")).isEqualTo(2);
        equalsOne();
    }

    @Test
    void those_who_come_after_all_died_go_on_where_they_were() {
        Worker dead = workers.worker("a").joined();
        dead.ranks();
        world.execute(
                "UPDATE pipeline.match_claims SET lease_owner = 'a', lease_expires_at ="
                        + " now() + interval '1 hour' WHERE ranked_at IS NULL AND job_id < 9");
        workers.nextEpoch();

        List<Worker> heirs = workers.refresh("c", "d");

        assertThat(heirs.stream().mapToLong(w -> w.report().matchedPostings().get()).sum())
                .isEqualTo(POSTINGS + 5L - dead.report().matchedPostings().get());
        assertThat(world.count("pipeline.match_generations")).isEqualTo(1);
        equalsOne();
    }

    @Test
    void they_begin_anew_when_it_is_long_ago_or_with_other_settings() {
        workers.worker("a").joined().ranks();
        workers.nextEpoch();
        world.execute(
                "UPDATE pipeline.match_generations SET source_watermark = now() - interval '13 h'");
        workers.worker("b").joined().ranks();
        workers.nextEpoch();
        workers.worker("c", MatchWorld.settings(9, 20, 10, 0.3)).joined().works();

        assertThat(world.texts("SELECT status::text FROM pipeline.match_generations ORDER BY id"))
                .containsExactly("failed", "failed", "active");
        assertThat(
                        world.count(
                                "(SELECT max(rank) AS ranks FROM pipeline.current_matches) r"
                                        + " WHERE ranks = 9"))
                .isEqualTo(1);
    }

    @Test
    void a_refresh_by_one_process_ends_what_workers_left_and_misses_nothing() {
        world.refresh();
        world.execute("UPDATE candidates SET years_of_experience = 7 WHERE id = 3");
        world.execute(
                "INSERT INTO pipeline.match_invalidations (job_id, reason) VALUES (4,"
                        + " 'job_changed')");
        workers.worker("a").joined().ranks();

        world.refresh();

        assertThat(world.texts("SELECT status::text FROM pipeline.match_generations ORDER BY id"))
                .contains("failed")
                .doesNotContain("building");
        assertThat(world.count("pipeline.match_invalidations")).isZero();
        assertThat(world.count("pipeline.match_claims")).isZero();
        market.equalsFull();
    }

    /** Fails unless one process, matching everything anew, gives what there is. */
    private void equalsOne() {
        assertThat(world.count("pipeline.match_claims")).isZero();
        assertThat(world.count("pipeline.match_planned_candidates")).isZero();
        assertThat(world.count("pipeline.current_matches")).isPositive();
        List<String> shared = world.everything();
        world.refresh(MatchExtent.EVERYTHING);
        assertThat(shared).isEqualTo(world.everything());
    }
}
