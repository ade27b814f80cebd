package dev.matchmill.jobs.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which posting is meant when a match is to be explained. */
class ExplanationsIT {

    private final Random random = new Random(4);
    private MatchWorld world;

    /** Organization 1 has candidate 1, organization 2 has candidate 2. */
    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(5, 5, 5, 0.3));
        for (long id = 1; id <= 2; id++) {
            world.organization(id, "organization");
            world.candidate(id, 3, "Bonn", "No. " + id);
            world.join(id, id);
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(random)));
            world.posting(id, id, 0, "[]");
            world.vectors(EntityType.POSTING, id, List.of(Vectors.random(random)));
        }
        world.refresh();
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void a_reference_that_looks_like_the_id_of_another_posting_never_means_that_one() {
        world.execute("UPDATE jobs SET external_ref = '2' WHERE id = 1");
        world.execute("UPDATE jobs SET external_ref = NULL WHERE id = 2");

        assertThat(explanations().find("2", 1, null)).map(Explanation::postingId).contains(1L);
        assertThat(explanations().find("2", 2, null)).isEmpty();
        assertThat(explanations().posting("2")).map(Explanations.Posting::id).contains(1L);
    }

    @Test
    void a_reference_of_two_organizations_means_the_posting_that_has_the_match() {
        world.execute("UPDATE jobs SET external_ref = 'P'");

        assertThat(explanations().find("P", 1, null)).map(Explanation::postingId).contains(1L);
        assertThat(explanations().find("P", 2, null)).map(Explanation::postingId).contains(2L);
    }

    private Explanations explanations() {
        return new Explanations(world.jdbc(), JsonMapper.builder().build());
    }
}
