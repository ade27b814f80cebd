package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.PeopleInDatabase;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EmbeddingClaimsIT {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private TestDatabase database;
    private PeopleInDatabase people;
    private TransactionTemplate transaction;
    private ModelId model;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        people = new PeopleInDatabase(database.dataSource());
        transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        model =
                new EmbeddingModelStore(database.dataSource())
                        .register(new HashingEmbeddingModel().description());
        people.candidates(1, 30);
        for (long id = 1; id <= 30; id++) {
            people.text(id, "text " + id);
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void two_workers_never_get_the_same_candidate_and_together_get_all() throws Exception {
        List<Long> claimed = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
            List<Future<List<Long>>> shares = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                shares.add(workers.submit(() -> claimAll(worker(name, NOW))));
            }
            for (Future<List<Long>> share : shares) {
                claimed.addAll(share.get());
            }
        }

        assertThat(claimed).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void a_lease_that_ran_out_is_anybodys_and_the_late_owner_may_not_write() {
        EmbeddingClaims dead = worker("dead", NOW);
        EmbeddingClaims heir = worker("heir", NOW.plusSeconds(61));
        assertThat(ids(dead, 30)).hasSize(30);
        assertThat(ids(worker("early", NOW.plusSeconds(59)), 30)).isEmpty();

        assertThat(ids(heir, 10)).hasSize(10);

        assertThat(settle(dead, List.of(1L, 2L, 20L))).containsExactly(20L);
        assertThat(settle(heir, List.of(1L, 2L))).containsExactly(1L, 2L);
        assertThat(count("takeover_count = 1")).isEqualTo(8);
    }

    @Test
    void renewed_leases_hold_on() {
        ids(worker("slow", NOW), 30);
        transaction.executeWithoutResult(_ -> worker("slow", NOW.plusSeconds(50)).renew());

        assertThat(ids(worker("other", NOW.plusSeconds(100)), 30)).isEmpty();
        assertThat(worker("other", NOW.plusSeconds(100)).isAnyoneLeft(model)).isTrue();
    }

    @Test
    void a_lease_that_runs_out_between_two_looks_is_still_left() {
        ids(worker("dead", NOW), 30);
        assertThat(ids(worker("heir", NOW.plusSeconds(60)), 30)).isEmpty();

        assertThat(worker("heir", NOW.plusSeconds(61)).isAnyoneLeft(model)).isTrue();
    }

    @Test
    void what_is_given_back_can_be_claimed_at_once() {
        EmbeddingClaims stopped = worker("stopped", NOW);
        ids(stopped, 30);
        transaction.executeWithoutResult(_ -> stopped.release());

        assertThat(worker("next", NOW).isAnyoneLeft(model)).isTrue();
        assertThat(ids(worker("next", NOW), 30)).hasSize(30);
        assertThat(count("takeover_count = 0")).isEqualTo(30);
    }

    @Test
    void nobody_waits_for_leases_that_ran_out_on_people_who_are_gone() {
        ids(worker("dead", NOW), 30);
        JdbcClient.create(database.dataSource())
                .sql("UPDATE candidates SET is_active = false")
                .update();
        EmbeddingClaims late = worker("late", NOW.plusSeconds(61));

        assertThat(ids(late, 30)).isEmpty();
        assertThat(late.isAnyoneLeft(model)).isFalse();
    }

    private List<Long> claimAll(EmbeddingClaims worker) {
        List<Long> all = new ArrayList<>();
        for (List<Long> page = ids(worker, 4); !page.isEmpty(); page = ids(worker, 4)) {
            all.addAll(page);
        }
        return all;
    }

    private List<Long> ids(EmbeddingClaims worker, int limit) {
        return transaction.execute(_ -> worker.next(model, limit)).stream()
                .map(behind -> behind.candidate().value())
                .toList();
    }

    private List<Long> settle(EmbeddingClaims worker, List<Long> candidates) {
        return transaction.execute(_ -> List.copyOf(worker.settle(model, candidates)));
    }

    private EmbeddingClaims worker(String name, Instant now) {
        return new EmbeddingClaims(
                JdbcClient.create(database.dataSource()),
                Clock.fixed(now, ZoneOffset.UTC),
                name,
                Duration.ofSeconds(60));
    }

    private long count(String condition) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM pipeline.embedding_claims WHERE " + condition)
                .query(Long.class)
                .single();
    }
}
