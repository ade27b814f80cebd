package dev.matchmill.jobs.match;

import static dev.matchmill.jobs.match.SmallMarket.CANDIDATES;
import static dev.matchmill.jobs.match.SmallMarket.POSTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.PreconditionException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh computes after a change, and what it leaves alone. */
class MatchRefreshIT {

    private SmallMarket market;
    private MatchWorld world;

    @BeforeEach
    void create() {
        market = new SmallMarket();
        world = market.world();
    }

    @AfterEach
    void drop() {
        market.close();
    }

    @Test
    void j25_only_affected_postings_change_their_generation() {
        world.refresh();
        long candidate = market.someoneShown();
        Map<Long, Long> before = market.generations();
        Set<Long> affected = new TreeSet<>(market.showing(candidate));

        world.execute("UPDATE candidates SET years_of_experience = 60 WHERE id = " + candidate);
        RunReport report = world.refresh();

        affected.addAll(market.showing(candidate));
        assertThat(affected).isNotEmpty().hasSizeLessThan(POSTINGS);
        assertThat(SmallMarket.changed(before, market.generations())).isEqualTo(affected);
        assertThat(report.matchedPostings().get()).isLessThan(POSTINGS);
        assertThat(world.count("pipeline.match_generations WHERE NOT is_full")).isEqualTo(1);
    }

    @Test
    void j25_a_changed_posting_is_matched_alone() {
        world.refresh();
        Map<Long, Long> before = market.generations();

        world.execute("UPDATE jobs SET min_years_experience = 8 WHERE id = 3");
        RunReport report = world.refresh();

        assertThat(SmallMarket.changed(before, market.generations())).containsExactly(3L);
        assertThat(report.matchedPostings()).hasValue(1);
        assertThat(report.comparedPairs()).hasValue(0);
        market.equalsFull();
    }

    @Test
    void j25_after_a_change_of_one_percent_no_more_than_that_share_is_compared() {
        RunReport first = world.refresh();
        assertThat(first.comparedPairs()).hasValue((long) CANDIDATES * POSTINGS);

        for (long id = 1; id <= CANDIDATES / 100; id++) {
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(market.random())));
        }
        RunReport next = world.refresh();

        assertThat(next.pairsOfFull()).hasValue((long) CANDIDATES * POSTINGS);
        assertThat(next.comparedPairs().get())
                .isPositive()
                .isLessThanOrEqualTo((long) (0.011 * CANDIDATES * POSTINGS));
        market.equalsFull();
    }

    @Test
    void j25_who_is_anonymized_makes_room_for_the_next() {
        world.refresh();
        long candidate = market.someoneShown();

        world.execute("UPDATE candidates SET anonymized_at = now() WHERE id = " + candidate);
        world.refresh();

        assertThat(market.showing(candidate)).isEmpty();
        assertThat(world.count("pipeline.current_matches")).isEqualTo(10L * POSTINGS);
        assertThat(world.count("pipeline.match_candidate_states WHERE candidate_id = " + candidate))
                .isZero();
        market.equalsFull();
    }

    @Test
    void j25_results_that_somebody_removed_come_back() {
        world.refresh();
        List<String> before = world.matches();

        world.execute("DELETE FROM pipeline.match_results WHERE job_id = 2 AND rank = 4");
        world.refresh();

        assertThat(world.matches()).isEqualTo(before);
    }

    @Test
    void j25_what_is_invalidated_is_matched_again_and_settled() {
        world.refresh();
        Map<Long, Long> before = market.generations();

        world.execute(
                "INSERT INTO pipeline.match_invalidations (job_id, reason) VALUES (5,"
                        + " 'job_changed')");
        world.refresh();

        assertThat(SmallMarket.changed(before, market.generations())).containsExactly(5L);
        assertThat(world.count("pipeline.match_invalidations")).isZero();
    }

    @Test
    void j25_more_changes_than_a_full_refresh_is_worth_become_one() {
        world.refresh();

        world.execute("UPDATE candidates SET years_of_experience = 9 WHERE id <= 70");
        RunReport report = world.refresh();

        assertThat(world.count("pipeline.match_generations WHERE is_full")).isEqualTo(2);
        assertThat(report.matchedPostings()).hasValue(POSTINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a lot\"", "\"NaN\"", "1e999", "[1]"})
    void a_weight_that_is_no_number_ends_in_a_sentence_that_names_it(String weight) {
        world.refresh();
        List<String> before = world.matches();

        world.execute(
                "UPDATE organization_settings SET matching_weights = '{\"semantic\": %s}'"
                        .formatted(weight));

        assertThatThrownBy(() -> world.refresh())
                .hasRootCauseInstanceOf(PreconditionException.class)
                .rootCause()
                .hasMessageContaining("the weight 'semantic' of organization 1 is no number");
        assertThat(world.matches()).isEqualTo(before);
    }

    @Test
    @Timeout(60)
    void a_skill_without_a_name_is_none_that_a_posting_asks_for() {
        world.refresh();
        List<String> before = world.matches();

        world.execute("UPDATE jobs SET required_skills = '[\"\", \" \", null]'");
        world.refresh();

        assertThat(world.matches()).isEqualTo(before);
    }
}
