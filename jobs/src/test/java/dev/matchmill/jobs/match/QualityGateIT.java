package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.match.SharedWorkers.Worker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refresh that is worse by what people judged is measured, kept from readers, and told. */
class QualityGateIT {

    // Who is shown first suits perfectly, the others do not.
    private static final String JUDGE =
            """
            INSERT INTO pipeline.relevance_judgements (job_id, candidate_id, grade)
            SELECT job_id, candidate_id, CASE WHEN rank = 1 THEN 3 ELSE 0 END
            FROM pipeline.current_matches
            """;

    // They were first because of a skill; without it others are.
    private static final String WORSEN =
            """
            UPDATE candidates SET years_of_experience = 0
            WHERE id IN (SELECT candidate_id FROM pipeline.relevance_judgements WHERE grade = 3)
            """;

    private SmallMarket market;
    private MatchWorld world;

    @BeforeEach
    void create() {
        market = new SmallMarket();
        world = market.world();
        world.refresh();
        world.execute(JUDGE);
    }

    @AfterEach
    void drop() {
        market.close();
    }

    @Test
    void a_refresh_as_good_as_the_last_is_shown_and_its_figures_are_kept() {
        world.execute("UPDATE jobs SET min_years_experience = 3 WHERE id = 2");
        world.refresh();

        assertThat(
                        world.texts(
                                """
                                SELECT concat_ws(' ', organization_id, postings_count, status)
                                FROM pipeline.match_quality q
                                JOIN pipeline.match_generations g ON g.id = q.generation_id
                                ORDER BY organization_id NULLS FIRST
                                """))
                .containsExactly("20 active", "1 20 active");
    }

    @Test
    void a_worse_one_is_not_shown_and_nothing_of_what_readers_see_changes() {
        List<String> shown = world.matches();
        world.execute(WORSEN);

        assertThatThrownBy(world::refresh)
                .hasRootCauseInstanceOf(QualityDropException.class)
                .rootCause()
                .hasMessageContaining("fell from 1.000 to 0.")
                .hasMessageContaining("matchmill.jobs.quality.largest-drop");

        assertThat(world.matches()).isEqualTo(shown);
        assertThat(world.texts("SELECT status::text FROM pipeline.match_generations ORDER BY id"))
                .containsExactly("active", "failed");
        assertThat(world.count("pipeline.match_quality WHERE baseline_ndcg_at_10 = 1"))
                .isEqualTo(2);
    }

    @Test
    void it_is_found_again_until_judgements_or_matches_change_and_shown_then() {
        world.execute(WORSEN);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(world::refresh).hasRootCauseInstanceOf(QualityDropException.class);
        }
        world.execute("DELETE FROM pipeline.relevance_judgements");

        world.refresh();

        market.equalsFull();
    }

    @Test
    void applications_keep_the_scores_of_what_is_shown() {
        world.execute(
                """
                INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
                SELECT job_id, 1, candidate_id, 'c' || candidate_id || '@example.org'
                FROM pipeline.relevance_judgements
                WHERE job_id = 1 AND grade = 3
                """);
        world.refresh();
        List<String> scores = world.scores();
        world.execute(WORSEN);

        assertThatThrownBy(world::refresh).hasRootCauseInstanceOf(QualityDropException.class);

        assertThat(world.scores()).isEqualTo(scores).isNotEmpty();
        world.execute("DELETE FROM pipeline.relevance_judgements");
        world.refresh();
        assertThat(world.scores()).hasSameSizeAs(scores).doesNotContainAnyElementsOf(scores);
    }

    @Test
    void a_worse_one_that_workers_share_is_shown_by_none_of_them_and_each_says_so() {
        world.execute(
                """
                INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
                SELECT job_id, 1, candidate_id, 'c' || candidate_id || '@example.org'
                FROM pipeline.relevance_judgements
                WHERE job_id = 1 AND grade = 3
                """);
        world.refresh();
        List<String> shown = world.everything();
        world.execute(WORSEN);
        SharedWorkers workers = new SharedWorkers(world);
        Worker one = workers.worker("a").joined();
        Worker other = workers.worker("b").joined();
        one.ranks();
        other.ranks();

        for (Worker worker : List.of(one, other)) {
            assertThatThrownBy(worker::works)
                    .hasRootCauseInstanceOf(QualityDropException.class)
                    .rootCause()
                    .hasMessageContaining("fell from 1.000 to 0.");
        }
        assertThatThrownBy(() -> workers.worker("c").joined())
                .hasRootCauseInstanceOf(QualityDropException.class);

        assertThat(world.everything()).isEqualTo(shown);
        assertThat(world.count("pipeline.match_claims")).isZero();
    }

    @Test
    void few_judged_postings_say_too_little_to_stop_anything() {
        world.execute("DELETE FROM pipeline.relevance_judgements WHERE job_id > 2");
        world.execute(WORSEN);

        world.refresh();

        assertThat(world.count("pipeline.match_generations WHERE status = 'failed'")).isZero();
    }
}
