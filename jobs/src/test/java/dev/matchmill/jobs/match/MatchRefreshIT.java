package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.run.RunReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 200 candidates, 20 postings that everybody may match, ten matches each. */
class MatchRefreshIT {

    private static final int CANDIDATES = 200;
    private static final int POSTINGS = 20;

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

    private static final List<String> TABLES =
            List.of(
                    "pipeline.match_generations",
                    "pipeline.match_results",
                    "pipeline.match_job_states",
                    "pipeline.match_pools",
                    "pipeline.match_candidate_states",
                    "pipeline.match_invalidations");

    private final Random random = new Random(25);
    private MatchWorld world;

    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(10, 20, 10, 0.3));
        world.organization(1, "marketplace");
        Map<Long, List<Embedding>> candidates = new HashMap<>();
        for (long id = 1; id <= CANDIDATES; id++) {
            world.candidate(id, (int) (id % 9), "Bonn", "Somebody " + id);
            candidates.put(id, List.of(Vectors.random(random)));
        }
        world.vectors(EntityType.CANDIDATE, candidates);
        for (long id = 1; id <= POSTINGS; id++) {
            world.posting(id, 1, 4, "[]");
            world.vectors(EntityType.POSTING, id, List.of(Vectors.random(random)));
        }
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void j25_only_affected_postings_change_their_generation() {
        world.refresh();
        long candidate = someoneShown();
        Map<Long, Long> before = generations();
        Set<Long> affected = new TreeSet<>(showing(candidate));

        world.execute("UPDATE candidates SET years_of_experience = 60 WHERE id = " + candidate);
        RunReport report = world.refresh();

        affected.addAll(showing(candidate));
        assertThat(affected).isNotEmpty().hasSizeLessThan(POSTINGS);
        assertThat(changed(before, generations())).isEqualTo(affected);
        assertThat(report.matchedPostings().get()).isLessThan(POSTINGS);
        assertThat(world.count("pipeline.match_generations WHERE NOT is_full")).isEqualTo(1);
    }

    @Test
    void j25_a_changed_posting_is_matched_alone() {
        world.refresh();
        Map<Long, Long> before = generations();

        world.execute("UPDATE jobs SET min_years_experience = 8 WHERE id = 3");
        RunReport report = world.refresh();

        assertThat(changed(before, generations())).containsExactly(3L);
        assertThat(report.matchedPostings()).hasValue(1);
        assertThat(report.comparedPairs()).hasValue(0);
        equalsFull();
    }

    @Test
    void j25_after_a_change_of_one_percent_no_more_than_that_share_is_compared() {
        RunReport first = world.refresh();
        assertThat(first.comparedPairs()).hasValue((long) CANDIDATES * POSTINGS);

        for (long id = 1; id <= CANDIDATES / 100; id++) {
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(random)));
        }
        RunReport next = world.refresh();

        assertThat(next.pairsOfFull()).hasValue((long) CANDIDATES * POSTINGS);
        assertThat(next.comparedPairs().get())
                .isPositive()
                .isLessThanOrEqualTo((long) (0.011 * CANDIDATES * POSTINGS));
        equalsFull();
    }

    @Test
    void j25_who_is_anonymized_makes_room_for_the_next() {
        world.refresh();
        long candidate = someoneShown();

        world.execute("UPDATE candidates SET anonymized_at = now() WHERE id = " + candidate);
        world.refresh();

        assertThat(showing(candidate)).isEmpty();
        assertThat(world.count("pipeline.current_matches")).isEqualTo(10L * POSTINGS);
        assertThat(world.count("pipeline.match_candidate_states WHERE candidate_id = " + candidate))
                .isZero();
        equalsFull();
    }

    @Test
    void j25_results_that_somebody_removed_come_back() {
        world.refresh();
        List<String> before = world.matches();

        world.execute("DELETE FROM pipeline.match_results WHERE job_id = 2 AND rank = 4");
        world.refresh();

        assertThat(world.matches()).isEqualTo(before);
    }

    @Test
    void j25_what_is_invalidated_is_matched_again_and_settled() {
        world.refresh();
        Map<Long, Long> before = generations();

        world.execute(
                "INSERT INTO pipeline.match_invalidations (job_id, reason) VALUES (5,"
                        + " 'job_changed')");
        world.refresh();

        assertThat(changed(before, generations())).containsExactly(5L);
        assertThat(world.count("pipeline.match_invalidations")).isZero();
    }

    @Test
    void j25_a_refresh_that_dies_before_it_is_shown_leaves_everything_to_the_next() {
        world.refresh();
        List<String> before = world.matches();
        world.vectors(EntityType.CANDIDATE, 7, List.of(Vectors.random(random)));
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
        equalsFull();
    }

    @Test
    void j25_a_second_refresh_changes_no_row() {
        world.refresh();
        world.vectors(EntityType.CANDIDATE, 7, List.of(Vectors.random(random)));
        world.refresh();
        Map<String, List<String>> before = versions();

        RunReport report = world.refresh();

        assertThat(versions()).isEqualTo(before);
        assertThat(report.matchedPostings()).hasValue(0);
    }

    @Test
    void j25_more_changes_than_a_full_refresh_is_worth_become_one() {
        world.refresh();

        world.execute("UPDATE candidates SET years_of_experience = 9 WHERE id <= 70");
        RunReport report = world.refresh();

        assertThat(world.count("pipeline.match_generations WHERE is_full")).isEqualTo(2);
        assertThat(report.matchedPostings()).hasValue(POSTINGS);
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
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(random)));
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
            world.vectors(EntityType.CANDIDATE, id, List.of(Vectors.random(random)));
            world.refresh();
        }
        Map<Long, Long> before = generations();

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
        assertThat(states("previous_generation_id")).isEqualTo(before);
        assertThat(
                        world.count(
                                """
                                (SELECT job_id FROM pipeline.match_results
                                 GROUP BY job_id HAVING count(DISTINCT generation_id) <> 2) p
                                """))
                .isZero();
        assertThat(world.count("pipeline.match_pools")).isEqualTo(POSTINGS);
    }

    private void equalsFull() {
        List<String> matches = world.matches();
        world.refresh(MatchExtent.EVERYTHING);
        assertThat(matches).isEqualTo(world.matches());
    }

    // Of the fewest postings, so that others stay as they are.
    private long someoneShown() {
        return world.jdbc()
                .sql(
                        """
                        SELECT candidate_id FROM pipeline.current_matches
                        GROUP BY candidate_id ORDER BY count(*), candidate_id LIMIT 1
                        """)
                .query(Long.class)
                .single();
    }

    private List<Long> showing(long candidate) {
        return world.jdbc()
                .sql("SELECT job_id FROM pipeline.current_matches WHERE candidate_id = :candidate")
                .param("candidate", candidate)
                .query(Long.class)
                .list();
    }

    private Map<Long, Long> generations() {
        return states("active_generation_id");
    }

    private Map<Long, Long> states(String column) {
        Map<Long, Long> states = new HashMap<>();
        world.jdbc()
                .sql("SELECT job_id, " + column + " FROM pipeline.match_job_states")
                .query(row -> {
                    states.put(row.getLong(1), row.getLong(2));
                });
        return states;
    }

    private static Set<Long> changed(Map<Long, Long> before, Map<Long, Long> after) {
        Set<Long> changed = new TreeSet<>(after.keySet());
        changed.removeIf(posting -> after.get(posting).equals(before.get(posting)));
        return changed;
    }

    private Map<String, List<String>> versions() {
        Map<String, List<String>> versions = new HashMap<>();
        TABLES.forEach(table ->
                versions.put(
                        table,
                        world.texts(
                                "SELECT ctid || ' ' || xmin FROM " + table + " ORDER BY ctid")));
        return versions;
    }
}
