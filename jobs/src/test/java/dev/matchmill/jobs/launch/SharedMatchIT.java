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

/** The packaged program, several times at once at one full refresh. */
class SharedMatchIT {

    private static final int PEOPLE = 200;
    private static final int POSTINGS = 120;

    private static final String RANKED = "pipeline.match_claims WHERE ranked_at IS NOT NULL";

    private static final String AT_WORK =
            """
            pg_stat_activity
            WHERE datname = current_database()
              AND state <> 'idle'
              AND pid <> pg_backend_pid()
            """;

    @TempDir private Path folder;

    private MatchWorld world;
    private Rows rows;
    private List<String> before;

    @BeforeEach
    void open() {
        Random random = new Random(58);
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
        world.execute("UPDATE jobs SET min_years_experience = 8");
        world.execute("UPDATE candidates SET years_of_experience = 3 WHERE id <= 20");
        world.execute(
                """
                INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
                SELECT p, 1, c, 'c' || c || '@example.org'
                FROM generate_series(1, 120, 7) AS p, generate_series(1, 200, 31) AS c
                """);
        world.handOver();
        rows = new Rows(world.jdbc());
        before = world.everything();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void j30_three_workers_share_a_full_refresh_which_is_what_one_makes_of_it() {
        try (ProgramProcess one = start("a", "4");
                ProgramProcess two = start("b", "4");
                ProgramProcess three = start("c", "4")) {
            assertEnded(one, 0);
            assertEnded(two, 0);
            assertEnded(three, 0);
        }
        assertThat(rows.text("SELECT sum(matched_postings_count)::text FROM pipeline.runs"))
                .isEqualTo(Integer.toString(POSTINGS));
        assertThat(
                        rows.count(
                                "pipeline.runs WHERE status = 'completed'"
                                        + " AND matched_postings_count > 0"
                                        + " AND (report ->> 'full_refresh')::boolean"))
                .isEqualTo(3);
        assertThat(
                        rows.texts(
                                """
                                SELECT job_name || ' ' || status || ' ' || sum(rows_affected)
                                FROM ops.maintenance_runs
                                GROUP BY job_name, status
                                ORDER BY 1
                                """))
                .containsExactly(
                        "matchRefreshFull completed " + POSTINGS,
                        "matchRefreshIncremental completed " + POSTINGS);
        checkEnd();
    }

    @Test
    void what_a_killed_worker_had_claimed_is_ranked_by_another() {
        try (ProgramProcess killed = start("a", "3")) {
            waitUntilRanked(killed);
            try (ProgramProcess heir = start("b", "0")) {
                Waiting.until("both are at work", () -> rows.count("pipeline.runs") == 2);
                killed.kill();
                assertEnded(heir, 0);
            }
        }
        assertThat(rows.texts("SELECT status::text FROM pipeline.runs ORDER BY id"))
                .containsExactly("failed", "completed");
        checkEnd();
    }

    @Test
    void after_all_were_killed_the_next_goes_on_where_they_were() {
        try (ProgramProcess one = start("a", "5");
                ProgramProcess two = start("b", "5")) {
            waitUntilRanked(one);
            one.kill();
            two.kill();
            one.end(30);
            two.end(30);
            Waiting.until("the server has noticed", () -> rows.count(AT_WORK) == 0);
        }
        assertThat(world.everything()).isEqualTo(before);
        long ranked = rows.count(RANKED);
        assertThat(ranked).isBetween(1L, POSTINGS - 1L);

        try (ProgramProcess heir = start("c", "0")) {
            assertEnded(heir, 0);
        }
        assertThat(
                        rows.text(
                                "SELECT matched_postings_count::text FROM pipeline.runs"
                                        + " ORDER BY id DESC LIMIT 1"))
                .isEqualTo(Long.toString(POSTINGS - ranked));
        checkEnd();
    }

    @Test
    void one_that_is_killed_when_all_is_ranked_leaves_the_publication_to_another() {
        ProgramProcess.Ended killed =
                worker("a")
                        .option("-Dmatchmill.crash-at=before-publish")
                        .run("match", "--full", "--share");
        assertThat(killed.code()).as(killed.err()).isEqualTo(137);
        assertThat(world.matches()).isEqualTo(matches(before));
        assertThat(rows.count(RANKED)).isEqualTo(POSTINGS);

        try (ProgramProcess heir = start("b", "0")) {
            assertEnded(heir, 0);
        }
        checkEnd();
    }

    @Test
    void a_stopped_worker_writes_nothing_when_it_goes_on_after_the_others_have_published() {
        try (ProgramProcess zombie = start("a", "3")) {
            waitUntilRanked(zombie);
            assertThat(zombie.freeze()).isTrue();
            try (ProgramProcess heir = start("b", "0")) {
                assertEnded(heir, 0);
            }
            List<String> published = world.everything();
            List<String> results = rows.versions("pipeline.match_results");
            List<String> pools = rows.versions("pipeline.match_pools");
            assertThat(published).isNotEqualTo(before);

            zombie.signal("CONT");
            assertEnded(zombie, 0);

            assertThat(world.everything()).isEqualTo(published);
            assertThat(rows.versions("pipeline.match_results")).isEqualTo(results);
            assertThat(rows.versions("pipeline.match_pools")).isEqualTo(pools);
        }
        checkEnd();
    }

    @Test
    void others_are_refused_while_workers_share_it_with_a_sentence_and_their_exit_code() {
        try (ProgramProcess worker = start("a", "3")) {
            waitUntilRanked(worker);

            ProgramProcess.Ended other =
                    worker("b")
                            .with("MATCHMILL_JOBS_MATCH_TOP", "40")
                            .run("match", "--full", "--share");
            assertThat(other.code()).as(other.err()).isEqualTo(78);
            assertThat(other.err())
                    .contains("have other settings than this one: matchmill.jobs.match.");

            new SampleFiles(folder.resolve("in")).write("a.txt", "Sam Crowd, Java");
            ProgramProcess.Ended reading =
                    worker("b")
                            .run("ingest", "--share", "--source", folder.resolve("in").toString());
            assertThat(reading.code()).as(reading.err()).isEqualTo(75);
            assertThat(reading.err()).contains("match --full --share by process");

            worker.terminate();
            ProgramProcess.Ended gone = worker.end(60);
            assertThat(gone.code()).as(gone.err()).isEqualTo(75);
            assertThat(gone.err()).contains("stopped with work left");
        }
        assertThat(rows.count("pipeline.match_claims WHERE lease_owner IS NOT NULL")).isZero();
        assertThat(world.everything()).isEqualTo(before);
        try (ProgramProcess next = start("a", "0")) {
            assertEnded(next, 0);
        }
        checkEnd();
    }

    @Test
    void workers_give_way_to_a_refresh_that_works_alone() {
        try (ProgramProcess worker = start("a", "3")) {
            waitUntilRanked(worker);

            ProgramProcess.Ended alone = worker("b").run("match");
            assertThat(alone.code()).as(alone.err()).isZero();
            ProgramProcess.Ended gone = worker.end(60);
            assertThat(gone.code()).as(gone.err()).isEqualTo(75);
        }
        checkEnd();
    }

    @Test
    void only_a_full_refresh_is_shared() {
        ProgramProcess.Ended ended = worker("a").run("match", "--share");

        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err()).contains("--share goes with --full");
    }

    /** All is published once and as a single process does it, and nobody left anything. */
    private void checkEnd() {
        assertThat(rows.count("pipeline.match_claims")).isZero();
        assertThat(rows.count("pipeline.match_planned_candidates")).isZero();
        assertThat(rows.count("pipeline.runs WHERE status = 'running'")).isZero();
        assertThat(rows.count("pipeline.match_generations WHERE status = 'building'")).isZero();
        assertThat(
                        rows.count(
                                "(SELECT DISTINCT active_generation_id"
                                        + " FROM pipeline.match_job_states) g"))
                .isEqualTo(1);
        assertThat(rows.count("batch.batch_job_execution WHERE status IN ('STARTED', 'STARTING')"))
                .isZero();
        List<String> shared = world.everything();
        assertThat(shared).isNotEqualTo(before);

        ProgramProcess.Ended single = worker("b").run("match", "--full");

        assertThat(single.code()).as(single.err()).isZero();
        assertThat(shared).isEqualTo(world.everything());
    }

    private void waitUntilRanked(ProgramProcess worker) {
        Waiting.until(
                "something is ranked",
                () -> {
                    assertThat(worker.isAlive()).as(worker.said()).isTrue();
                    return rows.count(RANKED) > 0;
                });
    }

    private void assertEnded(ProgramProcess program, int code) {
        ProgramProcess.Ended ended = program.end(180);
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    }

    /** Of all that a refresh leaves what comes first: the matches. */
    private List<String> matches(List<String> everything) {
        return everything.subList(0, world.matches().size());
    }

    private ProgramProcess start(String name, String rate) {
        return worker(name).start("match", "--full", "--share", "--rate", rate);
    }

    private ProgramProcess.Setup worker(String name) {
        String settings =
                new SampleFiles(folder)
                        .write(
                                "small.yaml",
                                """
                                matchmill.jobs.match-share.lease: 5s
                                matchmill.jobs.match-share.block: 6
                                """)
                        .toString();
        return ProgramProcess.Setup.on(world.database(), folder.resolve(name))
                .with("MATCHMILL_CONFIG", settings)
                .with("MATCHMILL_HOME", folder.resolve("home").toString());
    }
}
