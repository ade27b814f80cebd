package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.model.Activation;
import dev.matchmill.jobs.model.CompareModels;
import dev.matchmill.jobs.model.DropModel;
import dev.matchmill.jobs.model.ModelComparison;
import dev.matchmill.jobs.model.ModelGateException;
import dev.matchmill.jobs.model.QualityGate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of two models before one takes the place of the other. */
class ModelGateIT {

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
    void a_model_that_finds_the_judged_worse_is_not_activated_unless_that_is_accepted() {
        two.judge();
        StoredModel wanted = two.stored(two.second);

        assertThatExceptionOfType(ModelGateException.class)
                .as("not built")
                .isThrownBy(() -> activation(.05).admit(wanted, two.rows(), false))
                .withMessageContaining("0 candidates and 0 postings");
        two.models.markBuilt(two.second);

        assertThatExceptionOfType(ModelGateException.class)
                .isThrownBy(() -> activation(.05).admit(two.stored(two.second), two.rows(), false))
                .withMessageContaining("20 judged postings of all organizations falls from 0.8")
                .withMessageContaining("largest-drop");
        assertThat(activation(.05).admit(two.stored(two.second), two.rows(), true)).isPresent();
        assertThat(activation(1).admit(two.stored(two.second), two.rows(), false)).isEmpty();
    }

    @Test
    void an_incomplete_model_is_not_activated_and_the_last_one_may_always_come_back() {
        two.models.markBuilt(two.first);
        two.models.markBuilt(two.second);
        world.execute(
                "DELETE FROM embeddings WHERE embedding_model_id = "
                        + two.second.value()
                        + " AND entity_type = 'candidate' AND entity_id <= 3");

        assertThatExceptionOfType(ModelGateException.class)
                .isThrownBy(() -> activation(.05).admit(two.stored(two.second), two.rows(), false))
                .withMessageContaining("3 candidates and 0 postings");

        two.activate(two.second);
        two.judge();
        world.execute("DELETE FROM embeddings WHERE embedding_model_id = " + two.first.value());
        assertThat(activation(.05).admit(two.stored(two.first), two.rows(), false)).isEmpty();
    }

    @Test
    void a_comparison_tells_equal_models_from_different_ones() {
        CompareModels compare = new CompareModels(world.database().dataSource());
        two.judge();

        ModelComparison same =
                compare.compare(two.stored(two.first), two.stored(two.first), 5, 100);
        ModelComparison other =
                compare.compare(two.stored(two.first), two.stored(two.second), 5, 7);

        assertThat(same.overlap()).isEqualTo(1.0);
        assertThat(same.meanShift()).isZero();
        assertThat(same.p95Shift()).isZero();
        assertThat(other.postings()).isEqualTo(7);
        assertThat(other.judgedPostings()).isEqualTo(7);
        assertThat(other.ndcgFirst()).isBetween(.7, 1.0);
        assertThat(other.ndcgSecond()).isLessThan(.3);
        assertThat(other.overlap()).isLessThan(.5);
        assertThat(other.p95Shift()).isPositive();
    }

    @Test
    void a_drop_is_shown_first_and_then_takes_tables_and_kept_matches() {
        two.activate(two.second);
        world.refresh();
        DropModel drop = new DropModel(world.jdbc(), two.models);

        DropModel.Plan plan = drop.plan(two.stored(two.first));
        assertThat(plan.vectors()).isEqualTo(SmallMarket.CANDIDATES + SmallMarket.POSTINGS);
        assertThat(plan.bytes()).isPositive();
        assertThat(plan.keptPostings()).isEqualTo(SmallMarket.POSTINGS);
        List<String> matches = world.matches();

        drop.apply(two.stored(two.first), two.writes());

        assertThat(world.count("embeddings WHERE embedding_model_id = " + two.first.value()))
                .isZero();
        assertThat(world.count("pipeline.match_model_states")).isZero();
        assertThat(world.matches()).isEqualTo(matches);
        assertThatThrownBy(() -> drop.plan(two.stored(two.second)))
                .hasMessageContaining("is active");
    }

    private Activation activation(double largestDrop) {
        return new Activation(
                new EmbeddingStore(world.database().dataSource()),
                _ -> 0,
                new QualityGate(world.database().dataSource(), largestDrop, 5));
    }
}
