package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, killed in the middle of a refresh. */
class KilledMatchIT {

    private static final int PEOPLE = 300;
    private static final int POSTINGS = 200;

    @TempDir private Path folder;

    private MatchWorld world;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        Random random = new Random(30);
        world = new MatchWorld(MatchWorld.settings(50, 200, 50, 0.3));
        world.organization(1, "marketplace");
        Map<Long, List<Embedding>> people = new HashMap<>();
        for (long id = 1; id <= PEOPLE; id++) {
            world.candidate(id, (int) (id % 9), "Bonn", "Somebody " + id);
            people.put(id, List.of(Vectors.random(random)));
        }
        Map<Long, List<Embedding>> postings = new HashMap<>();
        for (long id = 1; id <= POSTINGS; id++) {
            world.posting(id, 1, 4, "[]");
            postings.put(id, List.of(Vectors.random(random)));
        }
        world.vectors(EntityType.CANDIDATE, people);
        world.vectors(EntityType.POSTING, postings);
        world.refresh();
        world.handOver();
        setup = ProgramProcess.Setup.on(world.database(), folder.resolve("work"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void j25_a_killed_refresh_shows_nothing_and_the_next_one_is_whole() {
        List<String> before = world.matches();
        world.execute("UPDATE jobs SET min_years_experience = 8");
        world.execute("UPDATE candidates SET years_of_experience = 3 WHERE id <= 20");

        try (ProgramProcess program = setup.start("match")) {
            Waiting.until(
                    "rankings are written",
                    () -> {
                        assertThat(program.isAlive()).as("killed too late").isTrue();
                        return written() > 0 && written() < POSTINGS;
                    });
            program.kill();
            assertThat(program.end(20).code()).isEqualTo(137);
        }
        assertThat(world.matches()).isEqualTo(before);

        match();

        List<String> after = world.matches();
        assertThat(after).isNotEqualTo(before);
        assertThat(world.count("pipeline.match_generations WHERE status = 'building'")).isZero();
        assertThat(
                        world.count(
                                """
                                (SELECT job_id FROM pipeline.match_results
                                 GROUP BY job_id HAVING count(DISTINCT generation_id) > 2) p
                                """))
                .isZero();

        match("--full");

        assertThat(world.matches()).isEqualTo(after);
    }

    private void match(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "match";
        System.arraycopy(options, 0, arguments, 1, options.length);
        ProgramProcess.Ended ended = setup.run(arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private long written() {
        return world.count(
                """
                pipeline.match_pools p
                JOIN pipeline.match_generations g ON g.id = p.generation_id
                WHERE g.status = 'building'
                """);
    }
}
