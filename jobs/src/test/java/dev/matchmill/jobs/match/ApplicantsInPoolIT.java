package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.store.EntityType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who applied are ranked however many others come nearer. */
class ApplicantsInPoolIT {

    private static final int TOP = 2;

    private MatchWorld world;

    /** Candidates 1, 2, 3 fill the pool in this order; 3 applied and is the best of them. */
    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(TOP, 2, 1, 1.0));
        world.organization(1, "marketplace");
        candidate(1, 0, .9);
        candidate(2, 0, .8);
        candidate(3, 8, .7);
        candidate(4, 0, .1);
        world.posting(1, 1, 8, "[]");
        world.vectors(EntityType.POSTING, 1, List.of(near(1)));
        world.execute(
                """
                INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
                VALUES (1, 1, 3, 'c3@example.org')
                """);
        world.refresh();
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void j25_an_applicant_whom_nearer_ones_push_out_of_the_pool_stays_ranked() {
        assertThat(shown()).contains(3L);

        world.vectors(EntityType.CANDIDATE, 4, List.of(near(.85)));
        world.refresh();

        List<String> matches = world.matches();
        assertThat(shown()).contains(3L);
        world.refresh(MatchExtent.EVERYTHING);
        assertThat(matches).isEqualTo(world.matches());
    }

    private List<Long> shown() {
        return world.jdbc()
                .sql("SELECT candidate_id FROM pipeline.current_matches ORDER BY rank")
                .query(Long.class)
                .list();
    }

    private void candidate(long id, int years, double cosine) {
        world.candidate(id, years, "Bonn", "No. " + id);
        world.vectors(EntityType.CANDIDATE, id, List.of(near(cosine)));
    }

    private static Embedding near(double cosine) {
        float[] components = new float[1024];
        components[0] = (float) cosine;
        components[1] = (float) Math.sqrt(1 - cosine * cosine);
        return Embedding.normalized(components);
    }
}
