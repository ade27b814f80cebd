package dev.matchmill.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnmatchableIT {

    private MatchWorld world;
    private Unmatchable unmatchable;

    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(5, 5, 5, 0.3));
        for (long id = 1; id <= 6; id++) {
            world.candidate(id, 3, "Bonn", "Person " + id);
        }
        float[] one = new float[1024];
        one[0] = 1;
        for (long id : new long[] {1, 4, 5}) {
            world.vectors(EntityType.CANDIDATE, id, List.of(Embedding.normalized(one)));
        }
        unmatchable = new Unmatchable(world.jdbc());
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void d7_whoever_has_no_vector_is_listed_with_the_reason_and_not_just_absent() {
        world.text(3, " \n ");
        world.execute(
                "UPDATE candidates SET restricted_at = now(),"
                        + " restriction_reason = 'subject_request' WHERE id = 4");
        world.execute("UPDATE candidates SET is_active = false WHERE id = 5");
        world.execute("DELETE FROM pipeline.candidate_texts WHERE candidate_id = 6");

        assertThat(unmatchable.list(world.model(), 100))
                .extracting(line -> line.candidate() + " " + line.state() + " " + line.reason())
                .containsExactly(
                        "2 UNMATCHABLE no vector yet: the next embed computes it",
                        "3 UNMATCHABLE no text was read",
                        "4 UNMATCHABLE restricted: kept for the law only",
                        "5 UNMATCHABLE not active",
                        "6 UNMATCHABLE no text was read");
        assertThat(unmatchable.count(world.model()))
                .first()
                .isEqualTo(new Unmatchable.Count("no text was read", 2));
        assertThat(unmatchable.list(world.model(), 2)).hasSize(2);
    }

    @Test
    void who_can_be_matched_is_not_listed() {
        assertThat(unmatchable.list(world.model(), 100))
                .extracting(Unmatchable.Line::candidate)
                .containsExactly(2L, 3L, 6L);
    }
}
