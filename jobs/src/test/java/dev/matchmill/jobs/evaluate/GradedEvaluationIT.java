package dev.matchmill.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published, scored by what people say of it. */
class GradedEvaluationIT {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

    private final Random random = new Random(3);
    private MatchWorld world;

    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(10, 20, 5, 0.3));
        for (long organization = 1; organization <= 2; organization++) {
            world.organization(organization, "marketplace");
            world.posting(organization, organization, 0, "[]");
            world.vectors(EntityType.POSTING, organization, List.of(Vectors.random(random)));
        }
        world.execute("UPDATE jobs SET external_ref = 'P-' || id");
        Map<Long, List<Embedding>> candidates = new HashMap<>();
        for (long id = 1; id <= 15; id++) {
            world.candidate(id, 3, "Bonn", "Somebody " + id);
            candidates.put(id, List.of(Vectors.random(random)));
        }
        world.vectors(EntityType.CANDIDATE, candidates);
        world.refresh();
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void a_ranking_by_grade_is_perfect_and_its_reverse_is_not() {
        List<Judgement> praised = new ArrayList<>();
        List<Judgement> blamed = new ArrayList<>();
        for (long posting = 1; posting <= 2; posting++) {
            List<String> best = ranked(posting);
            for (int i = 0; i < best.size(); i++) {
                praised.add(new Judgement("P-" + posting, best.get(i), i < 3 ? 3 - i : 0));
                blamed.add(new Judgement("P-" + posting, best.get(i), i < 7 ? 0 : 3));
            }
        }

        assertThat(gain(praised, 0)).isEqualTo(1.0);
        assertThat(gain(blamed, 0)).isBetween(0.1, 0.6);
    }

    @Test
    void each_organization_has_its_own_figures_and_all_together_the_mean() {
        List<Judgement> judgements =
                List.of(
                        new Judgement("P-1", ranked(1).getFirst(), 3),
                        new Judgement("P-2", ranked(2).get(2), 3));

        assertThat(gain(judgements, 1)).isEqualTo(1.0);
        assertThat(gain(judgements, 2)).isEqualTo(0.5, within(1e-9));
        assertThat(gain(judgements, 0)).isEqualTo(0.75, within(1e-9));
        assertThat(GradedScores.toText(evaluate(judgements)))
                .containsPattern("all +2 +BM25")
                .containsPattern("O2 +1 +BM25");
    }

    @Test
    void judgements_are_kept_once_and_what_names_nobody_is_counted() {
        List<Judgement> lines =
                List.of(
                        new Judgement("P-1", "1", 3),
                        new Judgement("P-1", "999", 1),
                        new Judgement("P-9", "1", 1));

        assertThat(judgements().take(lines)).isEqualTo(new Judgements.Taken(1, 1, 2));
        assertThat(judgements().take(lines)).isEqualTo(new Judgements.Taken(1, 0, 2));
        assertThat(
                        world.texts(
                                "SELECT concat_ws(' ', job_id, candidate_id, grade) FROM"
                                        + " pipeline.relevance_judgements"))
                .containsExactly("1 1 3");
        assertThat(judgements().drop()).isEqualTo(1);
    }

    @Test
    void a_pair_that_two_lines_name_by_id_and_by_document_is_known_and_the_first_grade_counts() {
        world.execute(
                """
                INSERT INTO pipeline.ingestion_sources
                    (id, organization_id, name, kind, item_type, location)
                VALUES (1, 1, 'in', 'filesystem', 'resume', '/in');
                INSERT INTO pipeline.source_records (source_id, external_id, candidate_id)
                VALUES (1, 'a.pdf', 2)
                """);
        List<Judgement> lines =
                List.of(new Judgement("P-1", "2", 3), new Judgement("P-1", "a.pdf", 1));

        assertThat(judgements().take(lines)).isEqualTo(new Judgements.Taken(2, 1, 0));
        assertThat(world.texts("SELECT grade::text FROM pipeline.relevance_judgements"))
                .containsExactly("3");
    }

    @Test
    void an_interval_of_the_same_value_is_that_value_and_others_hold_their_mean() {
        assertThat(GradedScores.interval(new double[] {0.4, 0.4})).containsExactly(0.4, 0.4);
        double[] interval = GradedScores.interval(new double[] {0, 0.2, 0.4, 0.6, 0.8, 1});
        assertThat(interval[0]).isBetween(0.1, 0.4);
        assertThat(interval[1]).isBetween(0.6, 0.9);
    }

    private Judgements judgements() {
        return new Judgements(world.jdbc(), CLOCK);
    }

    private List<GradedScores> evaluate(List<Judgement> judgements) {
        return new GradedEvaluation(world.jdbc(), judgements()).score(judgements);
    }

    private double gain(List<Judgement> judgements, int organization) {
        return evaluate(judgements).get(organization).gain();
    }

    private List<String> ranked(long posting) {
        return world.texts(
                "SELECT candidate_id::text FROM pipeline.current_matches WHERE job_id = "
                        + posting
                        + " ORDER BY rank");
    }
}
