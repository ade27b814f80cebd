package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.Fence;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.ModelChangedException;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.model.ActivateModel;
import dev.matchmill.jobs.model.Activation;
import dev.matchmill.jobs.model.CompareModels;
import dev.matchmill.jobs.model.DropModel;
import dev.matchmill.jobs.model.ModelComparison;
import dev.matchmill.jobs.model.ModelGateException;
import dev.matchmill.jobs.model.ModelWrites;
import dev.matchmill.jobs.model.QualityGate;
import dev.matchmill.jobs.run.OpenRun;
import dev.matchmill.migrations.type.ModelId;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Two models over one market: the second finds other people near. */
class ModelChangeOfMatchesIT {

    private final List<ScopeLock> locks = new ArrayList<>();

    private static final String MODELS_SHOWN =
            """
            SELECT string_agg(DISTINCT g.embedding_model_id::text, ',')
            FROM pipeline.match_job_states s
            JOIN pipeline.match_generations g ON g.id = s.active_generation_id
            """;

    // Each person has the vector of another one: as good a model, with other neighbours.
    private static final String VECTORS_OF_OTHERS =
            """
            INSERT INTO embeddings (entity_type, embedding_model_id, entity_id, chunk_no,
                                    chunk_count, content_hash, embedding_vector)
            SELECT e.entity_type, %d,
                   CASE e.entity_type WHEN 'candidate' THEN 201 - e.entity_id ELSE e.entity_id END,
                   e.chunk_no, e.chunk_count, e.content_hash, e.embedding_vector
            FROM embeddings e
            """;

    private static final String HASHES_OF_TEXTS =
            """
            UPDATE embeddings e SET content_hash = t.text_sha256
            FROM pipeline.candidate_texts t
            WHERE e.entity_type = 'candidate' AND e.entity_id = t.candidate_id
            """;

    // People judged those who are shown first to suit perfectly.
    private static final String JUDGEMENTS =
            """
            INSERT INTO pipeline.relevance_judgements (job_id, candidate_id, grade)
            SELECT job_id, candidate_id, 3 FROM pipeline.current_matches WHERE rank <= 3
            """;

    private SmallMarket market;
    private MatchWorld world;
    private EmbeddingModelStore models;
    private ModelId first;
    private ModelId second;

    @BeforeEach
    void create() {
        market = new SmallMarket();
        world = market.world();
        models = new EmbeddingModelStore(world.database().dataSource());
        first = world.model();
        second = models.add(new HashingEmbeddingModel("next").description(), "/models/next");
        world.execute(VECTORS_OF_OTHERS.formatted(second.value()));
        world.execute(HASHES_OF_TEXTS);
        world.execute("INSERT INTO pipeline.fences (scope, epoch, holder) VALUES ('t', 1, 't')");
        world.refresh();
    }

    @AfterEach
    void drop() {
        locks.forEach(ScopeLock::close);
        market.close();
    }

    @Test
    void going_back_shows_the_matches_of_before_again_without_computing_anything() {
        List<String> before = world.matches();

        ActivateModel.Activated there = activate(second);
        assertThat(world.matches()).as("until the next refresh").isEqualTo(before);
        assertThat(there.unrefreshed()).isEqualTo(SmallMarket.POSTINGS);
        world.refresh();
        List<String> after = world.matches();
        assertThat(after).isNotEqualTo(before).hasSameSizeAs(before);
        assertThat(shown()).isEqualTo(second.value() + "");

        ActivateModel.Activated back = activate(first);

        assertThat(world.matches()).isEqualTo(before);
        assertThat(back.shownAgain()).isEqualTo(SmallMarket.POSTINGS);
        assertThat(back.unrefreshed()).isZero();
        assertThat(world.count("pipeline.match_generations WHERE status = 'active'")).isEqualTo(1);

        activate(second);
        assertThat(world.matches()).as("and forth").isEqualTo(after);
    }

    @Test
    void matches_to_go_back_to_outlive_refreshes_and_the_next_one_equals_a_full_one() {
        List<String> before = world.matches();
        activate(second);
        world.refresh();
        for (int years = 5; years < 8; years++) {
            world.execute("UPDATE jobs SET min_years_experience = " + years);
            world.refresh();
        }
        activate(first);
        assertThat(world.matches()).isEqualTo(before);

        world.refresh();

        assertThat(world.matches()).as("of what changed meanwhile").isNotEqualTo(before);
        market.equalsFull();
    }

    @Test
    void whoever_was_restricted_meanwhile_is_not_shown_again() {
        long person = market.someoneShown();
        activate(second);
        world.refresh();
        world.execute(
                "UPDATE candidates SET restricted_at = now(),"
                        + " restriction_reason = 'subject_request' WHERE id = "
                        + person);

        activate(first);

        assertThat(world.count("pipeline.current_matches WHERE candidate_id = " + person)).isZero();
    }

    @Test
    void a_posting_that_closed_takes_the_matches_of_all_models_with_it() {
        activate(second);
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

        Assertions.assertThatThrownBy(() -> world.refreshPublishingAfter(() -> activate(second)))
                .hasRootCauseInstanceOf(ModelChangedException.class);

        assertThat(world.matches()).isEqualTo(before);
        world.refresh();
        assertThat(shown()).isEqualTo(second.value() + "");
    }

    @Test
    void d4_readers_see_the_matches_of_one_model_at_every_moment() throws Exception {
        activate(second);
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
            activate(i % 2 == 0 ? first : second);
        }
        reading.set(false);
        reader.join();

        assertThat(seen).isSubsetOf(first.value() + "", second.value() + "");
    }

    @Test
    void a_model_that_finds_the_judged_worse_is_not_activated_unless_that_is_accepted() {
        world.execute(JUDGEMENTS);
        StoredModel wanted = stored(second);

        assertThatExceptionOfType(ModelGateException.class)
                .as("not built")
                .isThrownBy(() -> activation(.05).admit(wanted, rows(), false))
                .withMessageContaining("0 candidates and 0 postings");
        models.markBuilt(second);

        assertThatExceptionOfType(ModelGateException.class)
                .isThrownBy(() -> activation(.05).admit(stored(second), rows(), false))
                .withMessageContaining("20 judged postings of all organizations falls from 0.8")
                .withMessageContaining("largest-drop");
        assertThat(activation(.05).admit(stored(second), rows(), true)).isPresent();
        assertThat(activation(1).admit(stored(second), rows(), false)).isEmpty();
    }

    @Test
    void an_incomplete_model_is_not_activated_and_the_last_one_may_always_come_back() {
        models.markBuilt(first);
        models.markBuilt(second);
        world.execute(
                "DELETE FROM embeddings WHERE embedding_model_id = "
                        + second.value()
                        + " AND entity_type = 'candidate' AND entity_id <= 3");

        assertThatExceptionOfType(ModelGateException.class)
                .isThrownBy(() -> activation(.05).admit(stored(second), rows(), false))
                .withMessageContaining("3 candidates and 0 postings");

        activate(second);
        world.execute(JUDGEMENTS);
        world.execute("DELETE FROM embeddings WHERE embedding_model_id = " + first.value());
        assertThat(activation(.05).admit(stored(first), rows(), false)).isEmpty();
    }

    @Test
    void a_comparison_tells_equal_models_from_different_ones() {
        CompareModels compare = new CompareModels(world.database().dataSource());
        world.execute(JUDGEMENTS);

        ModelComparison same = compare.compare(stored(first), stored(first), 5, 100);
        ModelComparison other = compare.compare(stored(first), stored(second), 5, 7);

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
        activate(second);
        world.refresh();
        DropModel drop = new DropModel(world.jdbc(), models);

        DropModel.Plan plan = drop.plan(stored(first));
        assertThat(plan.vectors()).isEqualTo(SmallMarket.CANDIDATES + SmallMarket.POSTINGS);
        assertThat(plan.bytes()).isPositive();
        assertThat(plan.keptPostings()).isEqualTo(SmallMarket.POSTINGS);
        List<String> matches = world.matches();

        drop.apply(stored(first), writes());

        assertThat(world.count("embeddings WHERE embedding_model_id = " + first.value())).isZero();
        assertThat(world.count("pipeline.match_model_states")).isZero();
        assertThat(world.matches()).isEqualTo(matches);
        Assertions.assertThatThrownBy(() -> drop.plan(stored(second)))
                .hasMessageContaining("is active");
    }

    private ActivateModel.Activated activate(ModelId model) {
        return new ActivateModel(world.jdbc(), models, writes(), Clock.systemUTC())
                .activate(stored(model));
    }

    private Activation activation(double largestDrop) {
        return new Activation(
                new EmbeddingStore(world.database().dataSource()),
                _ -> 0,
                new QualityGate(world.database().dataSource(), largestDrop, 5));
    }

    private ModelWrites writes() {
        return new ModelWrites(
                new Transactions(new JdbcTransactionManager(world.database().dataSource())),
                world.jdbc(),
                fence(),
                "test");
    }

    private Fence fence() {
        if (locks.isEmpty()) {
            try {
                locks.add(OpenRun.lock(world.database(), "t"));
            } catch (SQLException away) {
                throw new AssertionError("the database is away", away);
            }
        }
        return locks.getFirst().fence();
    }

    private StoredModel stored(ModelId model) {
        return new ModelRows(world.jdbc()).find(model).orElseThrow();
    }

    private List<StoredModel> rows() {
        return new ModelRows(world.jdbc()).all();
    }

    private String shown() {
        return world.texts(MODELS_SHOWN).getFirst();
    }
}
