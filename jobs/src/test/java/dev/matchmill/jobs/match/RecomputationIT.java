package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchRecomputation.Outcome;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.PostingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Each stored match follows from what the database holds (promise G9). */
class RecomputationIT {

    private static final int POSTINGS = 20;
    private static final int TOP = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MatchSettings settings = MatchWorld.settings(TOP, 80, 20, 0.3);
    private final Random random = new Random(9);
    private MatchWorld world;

    @BeforeEach
    void create() {
        world = new MatchWorld(settings);
        world.organization(1, "marketplace");
        Map<Long, List<Embedding>> candidates = new HashMap<>();
        for (long id = 1; id <= 120; id++) {
            String skills = (id % 2 == 0 ? "java " : "") + (id % 3 == 0 ? "kafka " : "");
            world.candidate(
                    id, (int) (id % 9), id % 5 == 0 ? "Bonn" : "Köln", skills + "No. " + id);
            candidates.put(id, List.of(Vectors.random(random), Vectors.random(random)));
        }
        world.vectors(EntityType.CANDIDATE, candidates);
        for (long id = 1; id <= POSTINGS; id++) {
            world.posting(id, 1, (int) (id % 6), "[\"kafka\", \"zelding\"]");
            world.vectors(EntityType.POSTING, id, List.of(Vectors.random(random)));
        }
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void a_thousand_stored_matches_are_recomputed_to_the_last_digit() {
        world.refresh();
        world.execute("UPDATE candidates SET years_of_experience = 7 WHERE id % 40 = 0");
        world.refresh();

        List<Stored> stored = stored();

        assertThat(stored).hasSize(POSTINGS * TOP);
        assertThat(stored)
                .allSatisfy(match -> {
                    Outcome.Scored now = (Outcome.Scored) recompute(match);
                    assertThat(JSON.readTree(now.breakdown()))
                            .isEqualTo(JSON.readTree(match.breakdown()));
                    assertThat(now.score()).isEqualTo(match.score());
                    assertThat(now.recommendation().label()).isEqualTo(match.recommendation());
                });
    }

    @Test
    void what_changed_since_shows() {
        world.refresh();
        Stored match = stored().getFirst();
        world.text(match.candidate(), "another life, with zelding");

        Outcome.Scored now = (Outcome.Scored) recompute(match);

        assertThat(JSON.readTree(now.breakdown())).isNotEqualTo(JSON.readTree(match.breakdown()));
    }

    @Test
    void who_cannot_be_matched_is_told_why() {
        world.refresh();
        Stored match = stored().getFirst();
        world.execute(
                "DELETE FROM embeddings WHERE entity_type = 'candidate' AND entity_id = "
                        + match.candidate());

        assertThat(recompute(match))
                .isEqualTo(
                        new Outcome.Unmatchable(
                                "the candidate has no vector of this model; run: matchmill embed"));
        world.execute("UPDATE candidates SET is_active = false WHERE id = " + match.candidate());
        assertThat(recompute(match))
                .isEqualTo(new Outcome.Unmatchable("the candidate is not active"));
    }

    @Test
    void who_may_not_be_matched_is_not_sent_to_compute_a_vector_that_is_there() {
        world.refresh();
        Stored match = stored().getFirst();
        world.execute(
                """
                INSERT INTO candidate_consents
                    (candidate_id, consent_type, status, policy_version, withdrawn_at)
                VALUES (%d, 'ai_processing', 'withdrawn', '1', now())
                """
                        .formatted(match.candidate()));

        assertThat(recompute(match))
                .isEqualTo(
                        new Outcome.Unmatchable(
                                "the candidate does not consent to automatic processing"));
        world.execute(
                "UPDATE candidates SET merged_into_id = id + 1 WHERE id = " + match.candidate());
        assertThat(recompute(match))
                .isEqualTo(
                        new Outcome.Unmatchable(
                                "the candidate was merged into candidate "
                                        + (match.candidate() + 1)));
    }

    private record Stored(
            long posting, long candidate, double score, String recommendation, String breakdown) {}

    private List<Stored> stored() {
        return world.jdbc()
                .sql(
                        """
                        SELECT job_id AS posting, candidate_id AS candidate, score, recommendation,
                               breakdown
                        FROM pipeline.current_matches
                        ORDER BY job_id, rank
                        """)
                .query((row, _) ->
                        new Stored(
                                row.getLong("posting"),
                                row.getLong("candidate"),
                                row.getDouble("score"),
                                row.getString("recommendation"),
                                row.getString("breakdown")))
                .list();
    }

    private Outcome recompute(Stored match) {
        return new MatchRecomputation(world.database().dataSource(), world.jdbc(), JSON, settings)
                .of(
                        world.model(),
                        new PostingId(match.posting()),
                        new CandidateId(match.candidate()));
    }
}
