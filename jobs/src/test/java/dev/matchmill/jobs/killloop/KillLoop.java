package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import dev.matchmill.jobs.run.CrashPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Many starts of the program, each disturbed, each followed by nothing but the next start. The seed
 * fixes what is done to which work, and when; the machine's own pace it can't.
 */
final class KillLoop {

    private static final int SMALL_FILES = 5_000;

    /** No start takes as long, whatever else the machine does. */
    private static final Duration MOST = Duration.ofMinutes(10);

    /** Two at one work go so, that both are seen at it. */
    private static final List<String> SLOWLY = List.of("--rate", "6");

    private final World world;
    private final Choice choice;
    private final Consumer<String> say;
    private final Random random;
    private final List<Disturbance> drawn;
    private final List<Round> rounds = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private final Patience patience;
    private final Orders orders;
    private final long begun = System.nanoTime();
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
        this.patience = new Patience(world.server(), MOST, this::broken);
        this.orders = new Orders(world, patience);
    }

    Outcome run() {
        // Two of three land: there must be something to read until the last one.
        int wave = Math.max(10, 2 * choice.items() / (3 * choice.kills()));
        long landed = 0;
        while (landed < choice.kills()
                && rounds.size() < 3 * choice.kills()
                && elapsed().compareTo(choice.most()) < 0) {
            if (world.items() < choice.items()) {
                world.grow(Math.min(wave, choice.items() - world.items()));
            }
            Round round = round();
            rounds.add(round);
            landed += round.landed() ? 1 : 0;
            say.accept(
                    "%s  %d of %d landed, %d files, %d s"
                            .formatted(
                                    round,
                                    landed,
                                    choice.kills(),
                                    world.items(),
                                    elapsed().toSeconds()));
            if (!held && rounds.size() > choice.kills() / 3) {
                held = orders.hold().map(this::tell).isPresent();
            }
        }
        if (world.items() < choice.items()) {
            world.grow(choice.items() - world.items());
        }
        orders.settle();
        new Invariants(world).breaches().forEach(this::broken);
        new FurtherRun(world, patience).breaches().forEach(this::broken);
        return new Outcome(choice.seed(), rounds, breaches, world.items(), elapsed());
    }

    private Round round() {
        Work work = choice.works().get(rounds.size() % choice.works().size());
        Disturbance by = drawn.get(random.nextInt(drawn.size()));
        long pause = random.nextLong(TimeUnit.MILLISECONDS.toNanos(work.spreadMillis()));
        CrashPoint point = work.points().get(random.nextInt(work.points().size()));
        int times = 1 + random.nextInt(work.times(point));
        Setup setup = work.isShared() ? world.sharing() : world.setup();
        String when = "%d ms".formatted(TimeUnit.NANOSECONDS.toMillis(pause));
        if (by == Disturbance.CRASH_POINT) {
            when = point.label() + ":" + times;
            setup = setup.option("-D" + CrashPoint.PROPERTY + "=" + when);
        } else if (by == Disturbance.FULL_DISK) {
            when = SMALL_FILES + " bytes";
            setup = setup.startedBy("prlimit", "--fsize=" + SMALL_FILES);
        }
        List<String> arguments = orders.of(work);
        Optional<Setup> companion = Optional.empty();
        if (work.isShared() && by.mayBeAccompanied() && random.nextBoolean()) {
            when += " of two";
            arguments = Stream.concat(arguments.stream(), SLOWLY.stream()).toList();
            companion = Optional.of(world.sharing());
        }
        BesideIt beside = BesideIt.of(world, work);
        Assault assault = new Assault(world, work, by, setup, companion, arguments, patience);
        Ended ended = assault.run(pause);
        assault.breaches().forEach(this::broken);
        beside.breaches(ended.code()).forEach(this::broken);
        if (work == Work.RETAIN && ended.code() == 78) {
            orders.planAnew();
        } else if (!by.allows(ended.code())) {
            broken("ended with " + ended.code() + Assault.tail(ended));
        }
        return new Round(rounds.size() + 1, work, by, when, assault.landed(), ended.code());
    }

    private void broken(String what) {
        String where = "after round " + rounds.size() + ": ";
        breaches.add(where + what);
        say.accept("BROKEN " + where + what);
    }

    private long tell(long candidate) {
        say.accept("      candidate " + candidate + " is under a hold from now on");
        return candidate;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
