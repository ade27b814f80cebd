package dev.matchmill.jobs.killloop;

import java.time.Duration;
import java.util.List;

/**
 * What a loop came to.
 *
 * @param rounds in their order
 * @param breaches a sentence each; empty: every invariant holds
 * @param items how many files were read
 * @param duration of everything
 */
record Outcome(long seed, List<Round> rounds, List<String> breaches, int items, Duration duration) {

    Outcome {
        rounds = List.copyOf(rounds);
        breaches = List.copyOf(breaches);
    }

    long landed() {
        return rounds.stream().filter(Round::landed).count();
    }

    /** What was disturbed. */
    List<Work> works() {
        return rounds.stream().map(Round::work).distinct().sorted().toList();
    }

    long tried(Disturbance by) {
        return rounds.stream().filter(round -> round.by() == by).count();
    }

    long landed(Disturbance by) {
        return rounds.stream().filter(round -> round.by() == by && round.landed()).count();
    }

    long tried(Work work) {
        return rounds.stream().filter(round -> round.work() == work).count();
    }

    long landed(Work work) {
        return rounds.stream().filter(round -> round.work() == work && round.landed()).count();
    }
}
