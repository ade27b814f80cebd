package dev.matchmill.jobs.killloop;

import java.util.List;

/**
 * What a loop came to.
 *
 * @param rounds in their order
 * @param breaches a sentence each; empty: every invariant holds
 * @param items how many files were read
 */
record Outcome(long seed, List<Round> rounds, List<String> breaches, int items) {

    Outcome {
        rounds = List.copyOf(rounds);
        breaches = List.copyOf(breaches);
    }

    long landed() {
        return rounds.stream().filter(Round::landed).count();
    }

    long tried(Disturbance by) {
        return rounds.stream().filter(round -> round.by() == by).count();
    }

    long landed(Disturbance by) {
        return rounds.stream().filter(round -> round.by() == by && round.landed()).count();
    }
}
