package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How good proposals are, on 5,000 rows of people with known duplicates. */
class ProposalQualityTest {

    private static final DuplicateSettings SETTINGS = new DuplicateSettings(0.3, 5, 50, 500);
    private static final int ROWS = 5000;

    /**
     * Of the proposals from a score on, how many are right, and how many of the right ones they
     * are.
     */
    private record Quality(double precision, double recall) {}

    @Test
    void at_the_default_threshold_nearly_all_proposals_are_right_and_few_duplicates_are_missed() {
        GeneratedPeople people = new GeneratedPeople(ROWS, 17);
        Map<Pair, Double> scores = scores(people);

        Quality found = quality(people, scores, SETTINGS.minScore());

        assertThat(found.precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(found.recall()).isGreaterThanOrEqualTo(0.97);
        assertThat(quality(people, scores, 0.9).precision())
                .isGreaterThanOrEqualTo(found.precision());
    }

    @Test
    void pairs_are_compared_for_a_reason_and_not_because_all_are() {
        assertThat(scores(new GeneratedPeople(ROWS, 3)).size()).isLessThan(ROWS * 10);
    }

    /** Prints precision and recall by threshold. */
    static void main() {
        for (long seed : new long[] {17, 18, 19}) {
            GeneratedPeople people = new GeneratedPeople(ROWS, seed);
            Map<Pair, Double> scores = scores(people);
            System.out.printf(
                    Locale.ROOT,
                    "seed %d: %d rows, %d duplicates, %d pairs compared%n",
                    seed,
                    ROWS,
                    people.duplicates().size(),
                    scores.size());
            for (double threshold :
                    new double[] {0.05, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.9, 0.95, 0.99}) {
                Quality quality = quality(people, scores, threshold);
                System.out.printf(
                        Locale.ROOT,
                        "  from %.2f precision %.3f recall %.3f%n",
                        threshold,
                        quality.precision(),
                        quality.recall());
            }
            people.duplicates().stream()
                    .filter(pair -> scores.getOrDefault(pair, 0.0) < 0.3)
                    .limit(6)
                    .forEach(pair -> explain(people, pair));
            scores.entrySet().stream()
                    .filter(it ->
                            it.getValue() >= 0.3 && !people.duplicates().contains(it.getKey()))
                    .limit(6)
                    .forEach(it -> explain(people, it.getKey()));
        }
    }

    private static void explain(GeneratedPeople people, Pair pair) {
        Identity first = people.people().get((int) pair.first() - 1);
        Identity second = people.people().get((int) pair.second() - 1);
        System.out.println(
                "  "
                        + first.name().words()
                        + " "
                        + second.name().words()
                        + " "
                        + Comparison.of(first, second));
    }

    private static Quality quality(
            GeneratedPeople people, Map<Pair, Double> scores, double threshold) {
        Set<Pair> proposed =
                scores.entrySet().stream()
                        .filter(it -> it.getValue() >= threshold)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        double right = proposed.stream().filter(people.duplicates()::contains).count();
        return new Quality(right / proposed.size(), right / people.duplicates().size());
    }

    // What the database does with its tables of keys.
    private static Map<Pair, Double> scores(GeneratedPeople people) {
        Map<IdentityKey, List<Identity>> holders = new HashMap<>();
        for (Identity one : people.people()) {
            IdentityKey.of(one)
                    .forEach(key -> holders.computeIfAbsent(key, _ -> new ArrayList<>()).add(one));
        }
        Set<IdentityKey> common =
                holders.entrySet().stream()
                        .filter(it ->
                                it.getKey().kind().isContact()
                                        && it.getValue().size() > SETTINGS.maxShared())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        Map<Pair, Double> scores = new TreeMap<>();
        holders.forEach((key, sharing) -> {
            int most = key.kind().isContact() ? SETTINGS.maxShared() : SETTINGS.maxNamesakes();
            if (sharing.size() > most) {
                return;
            }
            for (Identity one : sharing) {
                for (Identity other : sharing) {
                    if (one.id().value() < other.id().value()) {
                        scores.computeIfAbsent(
                                Pair.of(one.id().value(), other.id().value()),
                                _ ->
                                        Comparison.of(one.without(common), other.without(common))
                                                .score());
                    }
                }
            }
        });
        return scores;
    }
}
