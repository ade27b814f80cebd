package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.store.ModelChangedException;
import dev.matchmill.jobs.model.ActivateModel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers see while the model changes, and when it changes back. */
class ModelChangeOfMatchesIT {

    private static final String MODELS_SHOWN =
            """
            SELECT string_agg(DISTINCT g.embedding_model_id::text, ',')
            FROM pipeline.match_job_states s
            JOIN pipeline.match_generations g ON g.id = s.active_generation_id
            """;

    private TwoModels two;
    private MatchWorld world;

    @BeforeEach
    void create() {
        two = new TwoModels();
        world = two.world;
    }

    @AfterEach
    void drop() {
        two.close();
    }

    @Test
    void going_back_shows_the_matches_of_before_again_without_computing_anything() {
        List<String> before = world.matches();

        ActivateModel.Activated there = two.activate(two.second);
        assertThat(world.matches()).as("until the next refresh").isEqualTo(before);
        assertThat(there.unrefreshed()).isEqualTo(SmallMarket.POSTINGS);
        world.refresh();
        List<String> after = world.matches();
        assertThat(after).isNotEqualTo(before).hasSameSizeAs(before);
        assertThat(shown()).isEqualTo(two.second.value() + "");

        ActivateModel.Activated back = two.activate(two.first);

        assertThat(world.matches()).isEqualTo(before);
        assertThat(back.shownAgain()).isEqualTo(SmallMarket.POSTINGS);
        assertThat(back.unrefreshed()).isZero();
        assertThat(world.count("pipeline.match_generations WHERE status = 'active'")).isEqualTo(1);

        two.activate(two.second);
        assertThat(world.matches()).as("and forth").isEqualTo(after);
    }

    @Test
    void matches_to_go_back_to_outlive_refreshes_and_the_next_one_equals_a_full_one() {
        List<String> before = world.matches();
        two.activate(two.second);
        world.refresh();
        for (int years = 5; years < 8; years++) {
            world.execute("UPDATE jobs SET min_years_experience = " + years);
            world.refresh();
        }
        two.activate(two.first);
        assertThat(world.matches()).isEqualTo(before);

        world.refresh();

        assertThat(world.matches()).as("of what changed meanwhile").isNotEqualTo(before);
        two.market.equalsFull();
    }

    @Test
    void whoever_was_restricted_meanwhile_is_not_shown_again() {
        long person = two.market.someoneShown();
        two.activate(two.second);
        world.refresh();
        world.execute(
                "UPDATE candidates SET restricted_at = now(),"
                        + " restriction_reason = 'subject_request' WHERE id = "
                        + person);

        two.activate(two.first);

        assertThat(world.count("pipeline.current_matches WHERE candidate_id = " + person)).isZero();
    }

    @Test
    void whoever_may_not_be_matched_any_more_is_not_shown_again() {
        long withdrew = two.market.someoneShown();
        long left = shownBeside(withdrew);
        two.activate(two.second);
        world.refresh();
        world.execute(
                """
                INSERT INTO candidate_consents
                    (candidate_id, consent_type, status, policy_version, withdrawn_at)
                VALUES (%d, 'ai_processing', 'withdrawn', '1', now())
                """
                        .formatted(withdrew));
        world.execute("UPDATE candidates SET is_active = false WHERE id = " + left);

        two.activate(two.first);

        assertThat(world.count("pipeline.current_matches WHERE candidate_id = " + withdrew))
                .isZero();
        assertThat(world.count("pipeline.current_matches WHERE candidate_id = " + left)).isZero();
        assertThat(world.count("pipeline.current_matches")).isPositive();
    }

    @Test
    void matches_of_an_organization_that_wants_none_any_more_are_not_shown_again() {
        two.activate(two.second);
        world.refresh();
        world.execute("UPDATE organization_settings SET ai_processing_enabled = false");
        world.refresh();
        assertThat(world.matches()).isEmpty();

        ActivateModel.Activated back = two.activate(two.first);

        assertThat(world.matches()).isEmpty();
        assertThat(back.shownAgain()).isZero();
    }

    private long shownBeside(long candidate) {
        return world.jdbc()
                .sql(
                        """
                        SELECT candidate_id FROM pipeline.current_matches
                        WHERE candidate_id <> :candidate ORDER BY candidate_id LIMIT 1
                        """)
                .param("candidate", candidate)
                .query(Long.class)
                .single();
    }

    @Test
    void a_posting_that_closed_takes_the_matches_of_all_models_with_it() {
        two.activate(two.second);
        world.refresh();
        assertThat(world.count("pipeline.match_model_states WHERE job_id = 3")).isEqualTo(1);
        world.execute("UPDATE jobs SET status = 'closed', closed_at = now() WHERE id = 3");

        world.refresh();

        assertThat(world.count("pipeline.match_model_states WHERE job_id = 3")).isZero();
        assertThat(world.count("pipeline.match_results WHERE job_id = 3")).isZero();
    }

    @Test
    void a_refresh_with_the_model_of_before_is_not_shown_after_the_change() {
        List<String> before = world.matches();
        world.execute("UPDATE jobs SET min_years_experience = 8");

        assertThatThrownBy(() -> world.refreshPublishingAfter(() -> two.activate(two.second)))
                .hasRootCauseInstanceOf(ModelChangedException.class);

        assertThat(world.matches()).isEqualTo(before);
        world.refresh();
        assertThat(shown()).isEqualTo(two.second.value() + "");
    }

    @Test
    void d4_readers_see_the_matches_of_one_model_at_every_moment() throws Exception {
        two.activate(two.second);
        world.refresh();
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean reading = new AtomicBoolean(true);
        Thread reader =
                Thread.ofPlatform()
                        .start(() -> {
                            while (reading.get()) {
                                seen.add(shown());
                            }
                        });
        for (int i = 0; i < 10; i++) {
            two.activate(i % 2 == 0 ? two.first : two.second);
        }
        reading.set(false);
        reader.join();

        assertThat(seen).isSubsetOf(two.first.value() + "", two.second.value() + "");
    }

    private String shown() {
        return world.texts(MODELS_SHOWN).getFirst();
    }
}
