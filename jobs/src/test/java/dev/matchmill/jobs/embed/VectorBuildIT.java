package dev.matchmill.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.HookedModel;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.jobs.match.MatchWorld;
import dev.matchmill.jobs.run.OpenRun;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.subject.Erasure;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class VectorBuildIT {

    private static final long PEOPLE = 30;

    private static final String WAITING =
            "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private final HashingEmbeddingModel model = new HashingEmbeddingModel("next");
    private MatchWorld world;
    private OpenRun run;
    private EmbeddingModelStore models;
    private EmbeddingStore store;
    private ModelId next;

    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(5, 5, 5, 0.3));
        world.organization(1, "marketplace");
        for (long id = 1; id <= PEOPLE; id++) {
            world.candidate(id, 3, "Bonn", "Person " + id);
        }
        world.posting(1, 1, 3, "[]");
        world.handOver();
        run = OpenRun.on(world.database());
        models = new EmbeddingModelStore(world.database().dataSource());
        store = new EmbeddingStore(world.database().dataSource());
        next = models.add(model.description(), "/models/next");
    }

    @AfterEach
    void drop() {
        run.close();
        world.close();
    }

    @Test
    void everybody_gets_a_vector_beside_the_active_model_and_again_computes_nothing()
            throws Exception {
        RunReport report = new RunReport();
        finish(build(_ -> {}, report));

        assertThat(report.embeddedCandidates()).hasValue(PEOPLE);
        assertThat(report.embeddedPostings()).hasValue(1);
        assertThat(store.behindCandidateCount(next)).isZero();
        assertThat(models.active()).contains(world.model());
        int embedded = model.embeddedCount();

        finish(build(_ -> {}, new RunReport()));

        assertThat(model.embeddedCount()).isEqualTo(embedded);
    }

    @Test
    void a_build_that_was_cut_off_goes_on_where_it_was() throws Exception {
        VectorBuild first = build(_ -> {}, new RunReport());
        for (int i = 0; i < 5; i++) {
            first.next();
        }
        long done = PEOPLE - store.behindCandidateCount(next);
        assertThat(done).isBetween(1L, PEOPLE - 1);

        finish(build(_ -> {}, new RunReport()));

        assertThat(store.behindCandidateCount(next)).isZero();
        assertThat(model.embeddedCount()).as("each text once").isEqualTo((int) PEOPLE + 1);
    }

    @Test
    void a_text_that_changed_after_its_turn_gets_another_vector_before_the_end() throws Exception {
        VectorBuild build =
                build(
                        text -> {
                            if (text.equals("Person " + PEOPLE)) {
                                world.text(1, "Somebody else");
                            }
                        },
                        new RunReport());
        finish(build);

        assertThat(store.behindCandidateCount(next)).isZero();
    }

    @Test
    void whoever_is_erased_while_their_vector_is_computed_is_absent_everywhere() throws Exception {
        finish(
                build(
                        text -> {
                            if (text.equals("Person 7")) {
                                erase(7, () -> {});
                            }
                        },
                        new RunReport()));

        assertThat(world.count("embeddings WHERE entity_type = 'candidate' AND entity_id = 7"))
                .isZero();
        assertThat(world.count("embeddings WHERE entity_type = 'candidate' AND chunk_no = 0"))
                .isEqualTo(PEOPLE - 1);
    }

    @Test
    void an_erasure_that_ends_while_the_build_waits_to_write_is_not_undone() throws Exception {
        CompletableFuture<Void> erased = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Thread eraser =
                new Thread(() -> {
                    erase(
                            7,
                            () -> {
                                begun.complete(null);
                                Awaitility.await().until(() -> world.count(WAITING) > 0);
                            });
                    erased.complete(null);
                });
        finish(
                build(
                        text -> {
                            if (text.equals("Person 7")) {
                                eraser.start();
                                begun.join();
                            }
                        },
                        new RunReport()));
        erased.join();

        assertThat(world.count("embeddings WHERE entity_type = 'candidate' AND entity_id = 7"))
                .isZero();
    }

    @Test
    void a_model_that_is_dropped_under_way_ends_the_build() throws Exception {
        VectorBuild build =
                build(
                        text -> {
                            if (text.equals("Person 9")) {
                                models.drop(next);
                            }
                        },
                        new RunReport());
        finish(build);

        assertThat(build.isGone()).isTrue();
        assertThat(
                        world.count(
                                "pg_class WHERE relname = 'embeddings_candidate_m"
                                        + next.value()
                                        + "'"))
                .isZero();
    }

    private VectorBuild build(Consumer<String> before, RunReport report) {
        return new VectorBuild(
                next,
                () -> new HookedModel(model, before),
                store,
                run.parts(),
                new Pace(4, 0, System::nanoTime),
                report);
    }

    private static void finish(VectorBuild build) throws InterruptedException {
        while (build.next()) {
            // until nobody lacks a vector
        }
    }

    /** As the erasure does, in one transaction; the action is before its end. */
    private void erase(long person, Runnable beforeEnd) {
        DatabaseAddress address = world.database().address();
        String url = address.url() + (address.url().contains("?") ? "&" : "?");
        try (Connection connection =
                DriverManager.getConnection(
                        url + "options=-c%20role%3Dats_privacy",
                        address.username(),
                        Objects.requireNonNullElse(address.password(), ""))) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            Inventory inventory = Inventory.declared();
            SubjectFingerprint fingerprint =
                    new SubjectFingerprint("a key of tests".getBytes(StandardCharsets.US_ASCII));
            connection.setAutoCommit(false);
            jdbc.sql("SELECT compliance.share_holds()").query().singleRow();
            Erasure erasure =
                    new SubjectEraser(jdbc, inventory)
                            .erase(
                                    new Subjects(jdbc, inventory, fingerprint)
                                            .locking()
                                            .candidate(
                                                    new CandidateId(person), new Extent.Platform()),
                                    Instant.parse("2030-06-01T10:00:00Z"));
            assertThat(erasure).isInstanceOf(Erasure.Erased.class);
            beforeEnd.run();
            connection.commit();
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }
}
