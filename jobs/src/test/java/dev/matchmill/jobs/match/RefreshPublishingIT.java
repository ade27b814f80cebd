package dev.matchmill.jobs.match;

import static dev.matchmill.jobs.match.SmallMarket.POSTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.run.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers see while matches are refreshed, and what is kept. */
class RefreshPublishingIT {

    // What a reader sees in one statement: postings, rows, postings with two generations or gaps.
    private static final String SEEN =
            """
            SELECT concat_ws(' ', count(*), sum(p.rows),
                             count(*) FILTER (WHERE p.generations <> 1 OR p.last <> p.rows))
            FROM (
                SELECT count(DISTINCT generation_id) AS generations, count(*) AS rows,
                       max(rank) AS last
                FROM pipeline.current_matches
                GROUP BY job_id) p
            """;

    private SmallMarket market;
    private MatchWorld world;

    @BeforeEach
    void create() {
        market = new SmallMarket();
        world = market.world();
    }

    @AfterEach
    void drop() {
        market.close();
    }

    @Test
    void j25_a_refresh_that_dies_before_it_is_shown_leaves_everything_to_the_next() {
        world.refresh();
        List<String> before = world.matches();
        world.vectors(EntityType.CANDIDATE, 7, List.of(Vectors.random(market.random())));
        world.execute("UPDATE jobs SET min_years_experience = 8 WHERE id = 3");

        world.refreshWithoutPublishing();
        assertThat(world.matches()).isEqualTo(before);
        world.refresh();

        assertThat(world.matches()).isNotEqualTo(before);
        assertThat(world.count("pipeline.match_generations WHERE status = 'failed'")).isEqualTo(1);
        assertThat(
                        world.count(
                                """
                                pipeline.match_results r
                                JOIN pipeline.match_generations g ON g.id = r.generation_id
                                WHERE g.status = 'failed'
                                """))
                .isZero();
        market.equalsFull();
    }

    @Test
    void j25_a_second_refresh_changes_no_row() {
        world.refresh();
        world.vectors(EntityType.CANDIDATE, 7, List.of(Vectors.random(market.random())));
        world.refresh();
        Map<String, List<String>> before = market.versions();

        RunReport report = world.refresh();

        assertThat(market.versions()).isEqualTo(before);
        assertThat(report.matchedPostings()).hasValue(0);
    }

    @Test
    void j25_a_reader_never_sees_two_generations_of_a_posting_or_none() throws Exception {
        world.refresh();
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicInteger looks = new AtomicInteger();
        AtomicBoolean reading = new AtomicBoolean(true);
        Thread reader =
                Thread.ofVirtual()
                        .start(() -> {
                            while (reading.get()) {
                                seen.add(world.texts(SEEN).getFirst());
                                looks.incrementAndGet();
                            }
                        });
        for (long id = 1; id <= 8; id++) {
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(market.random())));
            world.execute("UPDATE candidates SET is_active = false WHERE id = " + (id + 100));
            world.refresh(id % 4 == 0 ? MatchExtent.EVERYTHING : MatchExtent.CHANGED);
        }
        reading.set(false);
        reader.join();

        assertThat(seen).containsExactly("20 200 0");
        assertThat(looks).hasValueGreaterThan(20);
    }

    @Test
    void j30_every_open_posting_points_to_the_full_generation_and_the_one_before_is_kept() {
        world.refresh();
        for (long id = 1; id <= 3; id++) {
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(market.random())));
            world.refresh();
        }
        Map<Long, Long> before = market.generations();

        world.refresh(MatchExtent.EVERYTHING);

        assertThat(
                        world.count(
                                """
                                pipeline.match_job_states s
                                JOIN pipeline.match_generations g ON g.id = s.active_generation_id
                                WHERE g.is_full AND g.id = (
                                    SELECT max(id) FROM pipeline.match_generations)
                                """))
                .isEqualTo(POSTINGS);
        assertThat(market.states("previous_generation_id")).isEqualTo(before);
        assertThat(
                        world.count(
                                """
                                (SELECT job_id FROM pipeline.match_results
                                 GROUP BY job_id HAVING count(DISTINCT generation_id) <> 2) p
                                """))
                .isZero();
        assertThat(world.count("pipeline.match_pools")).isEqualTo(POSTINGS);
    }
}
