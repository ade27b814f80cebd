package dev.matchmill.jobs.duplicate;

import dev.matchmill.jobs.run.Piece;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares who changed with who shares a key with them, a batch in each transaction. Its cost grows
 * with what changed, not with who is there. Ended at any time, it goes on where it was.
 */
public final class FindDuplicates implements Piece {

    private final JdbcClient jdbc;
    private final IdentityKeys keys;
    private final IdentityReader reader;
    private final ProposalStore proposals;
    private final DuplicateSettings settings;
    private final Consumer<Runnable> transaction;
    private final AtomicLong candidates = new AtomicLong();
    private final AtomicLong pairs = new AtomicLong();
    private final AtomicLong proposed = new AtomicLong();

    /**
     * A search.
     *
     * @param transaction runs work in a new transaction; the work is repeatable
     */
    public FindDuplicates(
            DuplicateParts parts, DuplicateSettings settings, Consumer<Runnable> transaction) {
        this.jdbc = parts.jdbc();
        this.keys = new IdentityKeys(jdbc, settings);
        this.reader = new IdentityReader(jdbc);
        this.proposals = new ProposalStore(jdbc, parts.clock(), parts.json());
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * What a search did so far.
     *
     * @param candidates who had changed
     * @param pairs that shared a key and were compared
     * @param proposed new ones, and those that are open again
     */
    public record Found(long candidates, long pairs, long proposed) {}

    @Override
    public boolean next() {
        List<Long> changed = keys.changed();
        if (changed.isEmpty()) {
            return false;
        }
        Found[] done = new Found[1];
        transaction.accept(() -> done[0] = compare(changed));
        candidates.addAndGet(done[0].candidates());
        pairs.addAndGet(done[0].pairs());
        proposed.addAndGet(done[0].proposed());
        return true;
    }

    /** Has everybody compared anew by the next pieces, whether they changed or not. */
    public void forget() {
        transaction.accept(keys::forgetStates);
    }

    public Found found() {
        return new Found(candidates.get(), pairs.get(), proposed.get());
    }

    private Found compare(List<Long> changed) {
        SortedSet<Long> comparable = keys.lock(changed);
        Map<Long, Identity> identities = reader.read(comparable);
        keys.replace(changed, identities);
        List<Pair> shaken = keys.shaken(keys.common(comparable));
        SortedSet<Pair> met = new TreeSet<>(keys.pairs(comparable));
        met.addAll(shaken);
        Set<Long> people = new HashSet<>();
        met.forEach(pair -> people.addAll(List.of(pair.first(), pair.second())));
        Set<Long> others = new HashSet<>(people);
        others.removeAll(comparable);
        Map<Long, Identity> known = new TreeMap<>(identities);
        known.putAll(reader.read(keys.comparable(others)));
        Tenants tenants = Tenants.of(jdbc, people);
        Set<IdentityKey> common = keys.common(people);
        known.replaceAll((_, identity) -> identity.without(common));
        SortedMap<Pair, Comparison> likely = new TreeMap<>();
        long compared = 0;
        for (Pair pair : met) {
            Identity first = known.get(pair.first());
            Identity second = known.get(pair.second());
            if (first == null || second == null || !tenants.mayMeet(pair)) {
                continue;
            }
            compared++;
            Comparison comparison = Comparison.of(first, second);
            if (comparison.score() >= settings.minScore()) {
                likely.put(pair, comparison);
            }
        }
        return new Found(changed.size(), compared, proposals.store(changed, shaken, likely));
    }
}
