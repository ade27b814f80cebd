package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.Eligibility;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes rankings into the generation in work, which begins with the first of them: pools of all,
 * results of those that may have other ones. Nobody sees them before they are published.
 */
record StoreRankings(
        Refresh refresh,
        Generations generations,
        MatchResults results,
        Pools pools,
        MatchSettings settings,
        PostingTurns turns,
        JdbcClient jdbc,
        Writes writes) {

    // Whoever erases somebody waits for this transaction, and then deletes what it wrote; or this
    // one waits, and then does not find him.
    private static final String LOCK_ELIGIBLE =
            """
            SELECT c.id
            FROM candidates c
            WHERE c.id = ANY (CAST(:ids AS bigint[]))
            """
                    + Eligibility.ANYWHERE
                    + "ORDER BY c.id FOR SHARE OF c";

    private record Stored(List<Renewed> whole, List<PostingSide> left) {}

    Map<PostingId, List<Long>> published(Collection<PostingId> postings) {
        return results.published(postings);
    }

    /**
     * Writes them, except of postings that became another worker's.
     *
     * @return postings left out, for somebody among their matches may no longer be matched
     */
    List<PostingSide> write(RefreshPlan plan, List<Renewed> renewed, RunReport report) {
        if (renewed.isEmpty()) {
            return List.of();
        }
        GenerationId generation =
                refresh.generation()
                        .orElseGet(() -> {
                            GenerationId begun =
                                    writes.inNew(() -> generations.begin(plan, settings));
                            refresh.generation(begun);
                            return begun;
                        });
        Stored stored = writes.inNew(() -> write(generation, renewed));
        List<Renewed> whole = stored.whole();
        report.matchedPostings().addAndGet(whole.size());
        report.matches().addAndGet(whole.stream().mapToLong(r -> r.ranking().top().size()).sum());
        return stored.left();
    }

    private Stored write(GenerationId generation, List<Renewed> all) {
        Set<PostingId> mine =
                turns.hold(generation, all.stream().map(r -> r.posting().id()).toList());
        List<Renewed> renewed = all.stream().filter(r -> mine.contains(r.posting().id())).toList();
        Set<Long> wanted = new HashSet<>();
        renewed.stream().filter(Renewed::isOther).forEach(r -> wanted.addAll(r.ranking().top()));
        Set<Long> eligible = wanted.isEmpty() ? Set.of() : lock(wanted);
        Map<PostingId, Ranking> others = new LinkedHashMap<>();
        renewed.stream()
                .filter(Renewed::isOther)
                .filter(posting -> eligible.containsAll(posting.ranking().top()))
                .forEach(posting -> others.put(posting.posting().id(), posting.ranking()));
        Set<PostingId> broken = results.write(generation, others);
        broken.forEach(posting -> results.remove(posting, generation));
        List<PostingSide> left = new ArrayList<>();
        List<Renewed> whole = new ArrayList<>();
        for (Renewed posting : renewed) {
            PostingId id = posting.posting().id();
            boolean isWhole =
                    !posting.isOther() || (others.containsKey(id) && !broken.contains(id));
            if (isWhole) {
                refresh.applied(id, posting.ranking().applied());
                whole.add(posting);
            } else {
                left.add(posting.posting());
            }
        }
        pools.write(generation, whole);
        turns.ranked(generation, whole.stream().map(r -> r.posting().id()).toList());
        return new Stored(whole, left);
    }

    private Set<Long> lock(Set<Long> candidates) {
        return new HashSet<>(
                jdbc.sql(LOCK_ELIGIBLE)
                        .param("ids", candidates.stream().sorted().toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }
}
