package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.benchmark.WriterTrial.Cost;
import dev.matchmill.jobs.benchmark.WriterTrial.Phase;
import dev.matchmill.jobs.upsert.Contest.Contender;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What every contender's phases took in one round on one table. */
final class WriterRound {

    private final String table;
    private final Map<Contender, Map<Phase, Cost>> costs = new EnumMap<>(Contender.class);

    WriterRound(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    void add(Contender contender, Map<Phase, Cost> phases) {
        costs.put(contender, phases);
    }

    boolean has(Contender contender, Phase phase) {
        return Objects.requireNonNull(costs.get(contender)).containsKey(phase);
    }

    Cost cost(Contender contender, Phase phase) {
        return Objects.requireNonNull(Objects.requireNonNull(costs.get(contender)).get(phase));
    }

    /** Rows per second of a contender beside COPY's. */
    double shareOfCopy(Contender contender) {
        return cost(Contender.COPY, Phase.NEW).seconds() / cost(contender, Phase.NEW).seconds();
    }

    /** How much faster a phase is than the contender's first load. */
    double fasterThanNew(Contender contender, Phase phase) {
        return cost(contender, Phase.NEW).seconds() / cost(contender, phase).seconds();
    }

    /** A phase's WAL beside that of the contender's first load. */
    double shareOfWal(Contender contender, Phase phase) {
        return cost(contender, phase).walBytes()
                / (double) Math.max(1, cost(contender, Phase.NEW).walBytes());
    }

    /** Speed counts only when every writer left the same rows. */
    void demandEqualContents() {
        for (Phase phase : Phase.values()) {
            List<String> sums =
                    costs.values().stream()
                            .filter(phases -> phases.containsKey(phase))
                            .map(phases -> Objects.requireNonNull(phases.get(phase)).checksum())
                            .distinct()
                            .toList();
            if (sums.size() != 1) {
                throw new IllegalStateException(
                        "writers left different rows in "
                                + table
                                + " after "
                                + phase
                                + ": "
                                + sums);
            }
        }
        if (cost(Contender.MATCHMILL, Phase.NEW)
                .checksum()
                .equals(cost(Contender.MATCHMILL, Phase.CHANGED).checksum())) {
            throw new IllegalStateException("no change arrived in " + table);
        }
    }
}
