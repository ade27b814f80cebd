package dev.matchmill.jobs.killloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.killloop.KillLoop.Choice;
import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.migrations.SqlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** The small form of the kill loop, and proofs that each invariant is seen when it is broken. */
class KillLoopIT {

    private static final Choice SMALL =
            new Choice(
                    4711,
                    12,
                    200,
                    Duration.ofMinutes(10),
                    List.of(Work.values()),
                    List.of(
                            Disturbance.KILL,
                            Disturbance.CRASH_POINT,
                            Disturbance.TERMINATE,
                            Disturbance.END_SESSIONS,
                            Disturbance.END_LOCK,
                            Disturbance.CRASH_SERVER,
                            Disturbance.RESTART_SERVER,
                            Disturbance.CUT_BEFORE_COMMIT,
                            Disturbance.CUT_AFTER_COMMIT));

    private static final Map<String, String> BREACHES =
            SqlSection.byTitle(KillLoopIT.class, "breaches.sql");

    private static Path folder;
    private static World world;
    private static Outcome outcome;

    @BeforeAll
    static void loop() throws IOException {
        folder = KillLoopCommand.folder();
        world = new World(folder);
        outcome = new KillLoop(world, SMALL, System.out::println).run();
    }

    @AfterAll
    static void close() throws IOException {
        world.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void nothing_is_lost_and_nobody_is_needed() {
        assertThat(outcome.breaches()).as("seed %d", outcome.seed()).isEmpty();
        assertThat(outcome.landed()).isGreaterThanOrEqualTo(9);
        assertThat(Work.values()).allSatisfy(work -> assertThat(outcome.tried(work)).isPositive());
        assertThat(outcome.items()).isEqualTo(SMALL.items());
    }

    static List<SqlSection> invariants() {
        return Invariants.ALL;
    }

    @ParameterizedTest
    @MethodSource("invariants")
    void an_invariant_that_is_broken_is_seen(SqlSection invariant) {
        String breach = Objects.requireNonNull(BREACHES.get(invariant.title()), invariant.title());
        JdbcClient jdbc = JdbcClient.create(world.server().pool());
        TransactionTemplate undone =
                new TransactionTemplate(new JdbcTransactionManager(world.server().pool()));

        undone.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            assertThat(Invariants.found(invariant, jdbc)).isEmpty();
            jdbc.sql(breach).update();
            assertThat(Invariants.found(invariant, jdbc)).isNotEmpty();
        });
    }

    @Test
    void what_is_left_outside_the_database_is_seen() throws Exception {
        Path original =
                world.home()
                        .resolve("documents")
                        .resolve(World.filesIn(world.home().resolve("documents")).getFirst());
        Path away = folder.resolve("away");
        Path unknown = Files.writeString(world.home().resolve("documents/unknown"), "x");
        Path temporary = Files.writeString(world.temporary().resolve("left"), "x");
        ProcessBuilder child = new ProcessBuilder("sleep", "600");
        child.environment().put("MATCHMILL_HOME", world.home().toString());
        Process left = child.start();
        Files.move(original, away);

        List<String> breaches = Leftovers.of(world).breaches();

        left.destroyForcibly();
        Files.move(away, original);
        Files.delete(unknown);
        Files.delete(temporary);
        assertThat(breaches)
                .hasSize(4)
                .anyMatch(it -> it.contains("3 no original is there without its row (1: unknown"))
                .anyMatch(it -> it.contains("3 no row is there without its original"))
                .anyMatch(it -> it.contains("7 no temporary file is left (1: left"))
                .anyMatch(it -> it.contains("7 no process is left (1: process " + left.pid()));
    }

    @Test
    void a_row_that_a_further_run_changes_is_seen() {
        FurtherRun further =
                new FurtherRun(world, new Patience(world.server(), Duration.ofMinutes(1), _ -> {}));
        List<String> before = further.rows();

        world.server()
                .execute(
                        "UPDATE candidates SET updated_at = now() WHERE id = (SELECT min(id) FROM"
                                + " candidates)");

        assertThat(FurtherRun.changes("8", before, further.rows()))
                .singleElement()
                .asString()
                .contains("candidates");
    }

    @Test
    void a_vector_of_the_active_model_that_a_build_touches_is_seen() {
        BesideIt build = BesideIt.of(world, Work.BUILD);
        assertThat(build.breaches(0)).isEmpty();

        world.server()
                .execute(
                        "UPDATE embeddings SET updated_at = updated_at WHERE embedding_model_id ="
                                + " (SELECT id FROM embedding_models WHERE is_active)");

        assertThat(build.breaches(0)).singleElement().asString().contains("active one");
        assertThat(BesideIt.of(world, Work.EMBED).breaches(0)).isEmpty();
    }

    @Test
    void a_worker_that_ends_well_while_its_refresh_is_not_published_is_seen() {
        BesideIt worker = BesideIt.of(world, Work.SHARED_MATCH);
        assertThat(worker.breaches(0)).isEmpty();

        world.server()
                .execute(
                        "INSERT INTO pipeline.match_planned_candidates (generation_id,"
                            + " candidate_id) SELECT max(id), 1 FROM pipeline.match_generations");

        assertThat(worker.breaches(0)).singleElement().asString().contains("of its refresh");
        assertThat(worker.breaches(75)).isEmpty();
        world.server().execute("DELETE FROM pipeline.match_planned_candidates");
    }

    @Test
    void a_program_that_stands_still_is_described_and_killed_and_the_loop_goes_on()
            throws Exception {
        List<String> heard = new ArrayList<>();
        Patience patience = new Patience(world.server(), Duration.ofSeconds(6), heard::add);

        Ended ended = patience.run(world.setup(), "metrics", "--listen", "127.0.0.1:0");

        assertThat(ended.code()).isEqualTo(137);
        Path file = Path.of(heard.getFirst().replaceAll("^.*: ", ""));
        assertThat(file)
                .content()
                .contains("its threads, by the JVM", "\"main\"", "java: ", "kill loop |");
        Files.delete(file);
    }
}
