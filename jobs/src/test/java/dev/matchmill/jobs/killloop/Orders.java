package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.erase.Requests;
import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes sure that there is something to do for a work, and says how the program is told to do it.
 */
final class Orders {

    /** Requests for erasure that one start finds. */
    private static final int AT_ONCE = 3;

    private final World world;
    private final Patience patience;
    private OptionalLong plan = OptionalLong.empty();

    Orders(World world, Patience patience) {
        this.world = world;
        this.patience = patience;
    }

    /** What the program is started with. */
    List<String> of(Work work) {
        return switch (work) {
            case INGEST -> List.of("ingest", "--source", world.source().toString());
            case EMBED -> List.of("embed");
            case MATCH -> List.of("match");
            case RUN -> List.of("run", "--source", world.source().toString());
            case SHARED_INGEST ->
                    List.of("ingest", "--share", "--source", world.source().toString());
            case SHARED_EMBED -> List.of("embed", "--share");
            case SHARED_MATCH -> {
                // Where nothing else is disturbed nobody reads what it needs.
                if (2 * world.number("candidates with vectors") < world.items()) {
                    start("ingest", "--source", world.source().toString());
                    start("embed");
                }
                world.execute("postings ask for other years");
                yield List.of("match", "--full", "--share");
            }
            case ARCHIVE -> {
                if (world.number("applications to move") == 0) {
                    world.execute("applications of old times");
                }
                yield List.of("maintain", "quarterly", "--only", "J20");
            }
            case RETAIN -> {
                if (world.number("messages to end") == 0 || plan.isEmpty()) {
                    world.execute("messages of old times");
                    plan = OptionalLong.of(newPlan());
                }
                yield List.of("retain", "apply", Long.toString(plan.getAsLong()), "--cap", "1");
            }
            case ERASE -> {
                if (world.number("requests to execute") == 0) {
                    for (int i = 0; i < AT_ONCE; i++) {
                        request();
                    }
                }
                yield List.of("erase", "run");
            }
            case BUILD -> {
                addSecondModel();
                if (world.number("texts that the second model lacks") == 0) {
                    world.execute("forget the second model");
                }
                yield List.of("models", "build", World.SECOND);
            }
        };
    }

    /** Somebody was put under a hold meanwhile: a plan from before is refused, rightly. */
    void planAnew() {
        plan = OptionalLong.empty();
    }

    /** One person under a hold: a request for erasure must wait, whatever happens. */
    Optional<Long> hold() {
        return somebody()
                .map(candidate -> {
                    start(
                            "hold",
                            "place",
                            "--name",
                            "Kill loop",
                            "--reason",
                            "must be kept",
                            "--on",
                            "candidate:" + candidate);
                    world.server()
                            .ask(jdbc ->
                                    jdbc.sql(World.section("ask for somebody held"))
                                            .param("candidate", candidate)
                                            .update());
                    return candidate;
                });
    }

    /** Nothing but starts until all is done. */
    void settle() {
        // Ends the refresh that workers may have left, partly with what they had ranked.
        start("match", "--full", "--share");
        if (world.number("messages to end") > 0) {
            start("retain", "apply", Long.toString(newPlan()), "--cap", "1");
        }
        // Whoever comes next in a scope ends what was left open there: so one comes in each.
        start("maintain", "monthly", "--only", "J18");
        start("maintain", "quarterly", "--only", "J20");
        start("run", "--source", world.source().toString());
        addSecondModel();
        start("models", "build", World.SECOND);
        start("erase", "run");
        start("run", "--source", world.source().toString());
    }

    private void addSecondModel() {
        if (world.number("second models") == 0) {
            start("models", "add", world.secondModel().toString());
        }
    }

    private long newPlan() {
        return new JsonMapper()
                .readTree(start("retain", "plan", "--output", "json").out())
                .get("plan")
                .asLong();
    }

    private Ended start(String... arguments) {
        return patience.mustEnd(world.setup(), arguments);
    }

    private Optional<Long> somebody() {
        return world.server()
                .ask(jdbc ->
                        jdbc.sql(World.section("somebody to erase")).query(Long.class).optional());
    }

    private void request() {
        somebody().ifPresent(candidate -> world.server().ask(jdbc -> request(jdbc, candidate)));
    }

    private int request(JdbcClient jdbc, long candidate) {
        String email =
                jdbc.sql("SELECT email FROM candidates WHERE id = :id")
                        .param("id", candidate)
                        .query(String.class)
                        .single();
        byte[] fingerprint = SubjectFingerprint.of(world.home()).fingerprint(email);
        Requests.Wish wish =
                new Requests.Wish(
                        SubjectRequestType.ERASURE,
                        SubjectRequestScope.PLATFORM,
                        null,
                        candidate,
                        HexFormat.of().formatHex(fingerprint),
                        null);
        long request = new Requests(jdbc).receive(wish, Instant.now());
        jdbc.sql("INSERT INTO killloop.erased VALUES (:email, :request)")
                .param("email", email)
                .param("request", request)
                .update();
        return jdbc.sql(World.section("approve")).update();
    }
}
