package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A skill that an imported vocabulary holds below another one proves it. */
class SkillHierarchyIT {

    private static final String PROOFS =
            """
            SELECT concat_ws(' ', m.candidate_id, s ->> 'skill', s ->> 'through')
            FROM pipeline.current_matches m, jsonb_array_elements(m.breakdown -> 'matched') s
            ORDER BY 1
            """;

    private final MatchWorld world = new MatchWorld(MatchWorld.settings(10, 20, 5, 0.3));

    @BeforeEach
    void create() {
        Random random = new Random(3);
        world.organization(1, "marketplace");
        for (long id = 1; id <= 3; id++) {
            world.candidate(id, 5, "Bonn", "a resume " + id);
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(random)));
        }
        world.posting(1, 1, 0, "[\"databases\"]");
        world.vectors(EntityType.POSTING, 1, List.of(Vectors.random(random)));
        world.execute(
                """
                INSERT INTO skills (id, canonical_name, display_name, category)
                VALUES (1, 'databases', 'Databases', 'technical'),
                       (2, 'relational databases', 'Relational databases', 'technical'),
                       (3, 'postgresql', 'PostgreSQL', 'technical'),
                       (4, 'welding', 'Welding', 'technical')
                """);
        world.execute("INSERT INTO skill_aliases (alias, skill_id) VALUES ('postgres', 3)");
        world.execute(
                "INSERT INTO candidate_skills (candidate_id, skill_id) VALUES (1, 3), (2, 4)");
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void who_has_what_a_skill_holds_has_the_skill_over_any_number_of_steps() {
        world.refresh();
        assertThat(world.texts(PROOFS)).isEmpty();

        importHierarchy();
        world.refresh();

        assertThat(world.texts(PROOFS)).containsExactly("1 databases postgresql");
        List<String> changed = world.matches();
        world.refresh(MatchExtent.EVERYTHING);
        assertThat(world.matches()).isEqualTo(changed);
    }

    @Test
    void the_wider_skill_does_not_prove_the_narrower_one() {
        importHierarchy();
        world.execute("UPDATE jobs SET required_skills = '[\"postgresql\"]'");
        world.execute("UPDATE candidate_skills SET skill_id = 1 WHERE candidate_id = 2");
        world.refresh();

        assertThat(world.texts(PROOFS)).containsExactly("1 postgresql");
    }

    @Test
    void a_publishers_circle_ends() {
        importHierarchy();
        relation("d", "p");

        assertThat(SkillHierarchy.read(world.jdbc()).narrowerThan("postgresql"))
                .containsExactly("databases", "relational databases");
    }

    // The publisher calls PostgreSQL by an alias of ours.
    private void importHierarchy() {
        name("d", "Databases");
        name("r", "Relational databases");
        name("p", "Postgres");
        relation("r", "d");
        relation("p", "r");
    }

    private void name(String term, String name) {
        world.jdbc()
                .sql(
                        """
                        INSERT INTO pipeline.skill_names
                            (source, term_id, name, language, is_preferred, category, version)
                        VALUES ('esco', :term, :name, 'en', true, 'technical', '1.2')
                        """)
                .param("term", term)
                .param("name", name)
                .update();
    }

    private void relation(String narrower, String broader) {
        world.jdbc()
                .sql(
                        """
                        INSERT INTO pipeline.skill_relations (source, term_id, broader_id, version)
                        VALUES ('esco', :narrower, :broader, '1.2')
                        """)
                .param("narrower", narrower)
                .param("broader", broader)
                .update();
    }
}
