package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.erase.Requests;
import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.SubjectRequestScope;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many starts of the program, each disturbed, each followed by nothing but the next start. The seed
 * fixes what is done to which work, and when; the machine's own pace it can't.
 */
final class KillLoop {

    private static final int SMALL_FILES = 5_000;

    private final World world;
    private final Choice choice;
    private final Consumer<String> say;
    private final Random random;
    private final List<Disturbance> drawn;
    private final List<Round> rounds = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private OptionalLong plan = OptionalLong.empty();
    private boolean held;

    /**
     * How long, and what.
     *
     * @param kills how many disturbances must land
     * @param items how many files there will be
     * @param most after that no further round begins
     */
    record Choice(
            long seed,
            int kills,
            int items,
            Duration most,
            List<Work> works,
            List<Disturbance> kinds) {}

    KillLoop(World world, Choice choice, Consumer<String> say) {
        this.world = world;
        this.choice = choice;
        this.say = say;
        this.random = new Random(choice.seed());
        this.drawn = Disturbance.drawn(choice.kinds());
    }

    Outcome run() {
        int wave = Math.max(10, choice.items() / choice.kills());
        long landed = 0;
        long end = System.nanoTime() + choice.most().toNanos();
        while (landed < choice.kills()
                && rounds.size() < 3 * choice.kills()
                && System.nanoTime() < end) {
            if (world.items() < choice.items()) {
                world.grow(Math.min(wave, choice.items() - world.items()));
            }
            Round round = round();
            rounds.add(round);
            say.accept(round.toString());
            landed += round.landed() ? 1 : 0;
            if (!held && rounds.size() > choice.kills() / 3) {
                hold();
            }
        }
        if (world.items() < choice.items()) {
            world.grow(choice.items() - world.items());
        }
        settle();
        breaches.addAll(new Invariants(world).breaches());
        breaches.addAll(new FurtherRun(world).breaches());
        return new Outcome(choice.seed(), rounds, breaches, world.items());
    }

    private Round round() {
        Work work = choice.works().get(rounds.size() % choice.works().size());
        Disturbance by = drawn.get(random.nextInt(drawn.size()));
        long pause = random.nextLong(TimeUnit.MILLISECONDS.toNanos(work.spreadMillis()));
        CrashPoint point = work.points().get(random.nextInt(work.points().size()));
        // Some moments come once in a run, others with each piece.
        int times =
                point == CrashPoint.AFTER_EFFECT || point == CrashPoint.AFTER_COMMIT
                        ? 1 + random.nextInt(6)
                        : 1;
        Setup setup = world.setup();
        String when = "%d ms".formatted(TimeUnit.NANOSECONDS.toMillis(pause));
        if (by == Disturbance.CRASH_POINT) {
            when = point.label() + ":" + times;
            setup = setup.option("-D" + CrashPoint.PROPERTY + "=" + when);
        } else if (by == Disturbance.FULL_DISK) {
            when = SMALL_FILES + " bytes";
            setup = setup.startedBy("prlimit", "--fsize=" + SMALL_FILES);
        }
        Assault assault = new Assault(world, work, by, setup, arguments(work));
        Ended ended = assault.run(pause);
        int number = rounds.size() + 1;
        assault.breaches().forEach(what -> breaches.add("round " + number + ": " + what));
        if (work == Work.RETAIN && ended.code() == 78) {
            // Somebody was put under a hold meanwhile: a plan from before is refused, rightly.
            plan = OptionalLong.empty();
        } else if (!by.allows(ended.code())) {
            breaches.add(
                    "round %d: %s under %s ended with %d%s"
                            .formatted(
                                    number,
                                    work.label(),
                                    by.label(),
                                    ended.code(),
                                    Assault.tail(ended)));
        }
        return new Round(number, work, by, when, assault.landed(), ended.code());
    }

    private List<String> arguments(Work work) {
        return switch (work) {
            case INGEST -> List.of("ingest", "--source", world.source().toString());
            case EMBED -> List.of("embed");
            case MATCH -> List.of("match");
            case RUN -> List.of("run", "--source", world.source().toString());
            case ARCHIVE -> {
                if (world.number("applications to move") == 0) {
                    world.execute("applications of old times");
                }
                yield List.of("maintain", "quarterly", "--only", "J20");
            }
            case RETAIN -> {
                if (world.number("messages to end") == 0 || plan.isEmpty()) {
                    world.execute("messages of old times");
                    plan = OptionalLong.of(plan());
                }
                yield List.of("retain", "apply", Long.toString(plan.getAsLong()), "--cap", "1");
            }
            case ERASE -> {
                if (world.number("requests to execute") == 0) {
                    request();
                }
                yield List.of("erase", "run");
            }
        };
    }

    private long plan() {
        return new JsonMapper()
                .readTree(mustEnd("retain", "plan", "--output", "json").out())
                .get("plan")
                .asLong();
    }

    private Optional<Long> somebody() {
        return world.server()
                .ask(jdbc ->
                        jdbc.sql(World.section("somebody to erase")).query(Long.class).optional());
    }

    private void request() {
        somebody()
                .ifPresent(candidate ->
                        world.server()
                                .ask(jdbc -> {
                                    String email =
                                            jdbc.sql("SELECT email FROM candidates WHERE id = :id")
                                                    .param("id", candidate)
                                                    .query(String.class)
                                                    .single();
                                    long request =
                                            new Requests(jdbc)
                                                    .receive(
                                                            new Requests.Wish(
                                                                    SubjectRequestType.ERASURE,
                                                                    SubjectRequestScope.PLATFORM,
                                                                    null,
                                                                    candidate,
                                                                    HexFormat.of()
                                                                            .formatHex(
                                                                                    SubjectFingerprint
                                                                                            .of(
                                                                                                    world
                                                                                                            .home())
                                                                                            .fingerprint(
                                                                                                    email)),
                                                                    null),
                                                            Instant.now());
                                    jdbc.sql(
                                                    "INSERT INTO killloop.erased VALUES (:email,"
                                                            + " :request)")
                                            .param("email", email)
                                            .param("request", request)
                                            .update();
                                    return jdbc.sql(World.section("approve")).update();
                                }));
    }

    // One person under a hold: a request for erasure must wait, whatever happens.
    private void hold() {
        held =
                somebody()
                        .map(candidate -> {
                            mustEnd(
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
                            say.accept(
                                    "      candidate "
                                            + candidate
                                            + " is under a hold from now on");
                            return true;
                        })
                        .orElse(false);
    }

    /** Nothing but starts until all is done. */
    private void settle() {
        if (world.number("messages to end") > 0) {
            mustEnd("retain", "apply", Long.toString(plan()), "--cap", "1");
        }
        mustEnd("maintain", "quarterly", "--only", "J20");
        mustEnd("run", "--source", world.source().toString());
        mustEnd("erase", "run");
        mustEnd("run", "--source", world.source().toString());
    }

    private Ended mustEnd(String... arguments) {
        Ended ended = world.setup().run(arguments);
        if (ended.code() != 0) {
            breaches.add(
                    "an undisturbed %s ended with %d%s"
                            .formatted(
                                    String.join(" ", arguments),
                                    ended.code(),
                                    Assault.tail(ended)));
        }
        return ended;
    }
}
