package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** 200 candidates, 20 postings that everybody may match, ten matches each. */
final class SmallMarket implements AutoCloseable {

    static final int CANDIDATES = 200;
    static final int POSTINGS = 20;

    private static final List<String> TABLES =
            List.of(
                    "pipeline.match_generations",
                    "pipeline.match_results",
                    "pipeline.match_job_states",
                    "pipeline.match_pools",
                    "pipeline.match_candidate_states",
                    "pipeline.match_invalidations");

    private final Random random = new Random(25);
    private final MatchWorld world;

    SmallMarket() {
        world = new MatchWorld(MatchWorld.settings(10, 20, 10, 0.3));
        world.organization(1, "marketplace");
        Map<Long, List<Embedding>> candidates = new HashMap<>();
        for (long id = 1; id <= CANDIDATES; id++) {
            world.candidate(id, (int) (id % 9), "Bonn", "Somebody " + id);
            candidates.put(id, List.of(Vectors.random(random)));
        }
        world.vectors(EntityType.CANDIDATE, candidates);
        for (long id = 1; id <= POSTINGS; id++) {
            world.posting(id, 1, 4, "[]");
            world.vectors(EntityType.POSTING, id, List.of(Vectors.random(random)));
        }
    }

    MatchWorld world() {
        return world;
    }

    Random random() {
        return random;
    }

    /** Fails unless a full refresh now gives what is shown. */
    void equalsFull() {
        List<String> matches = world.matches();
        world.refresh(MatchExtent.EVERYTHING);
        assertThat(matches).isEqualTo(world.matches());
    }

    /** Somebody of the fewest postings, so that others stay as they are. */
    long someoneShown() {
        return world.jdbc()
                .sql(
                        """
                        SELECT candidate_id FROM pipeline.current_matches
                        GROUP BY candidate_id ORDER BY count(*), candidate_id LIMIT 1
                        """)
                .query(Long.class)
                .single();
    }

    /** Postings that show the candidate. */
    List<Long> showing(long candidate) {
        return world.jdbc()
                .sql("SELECT job_id FROM pipeline.current_matches WHERE candidate_id = :candidate")
                .param("candidate", candidate)
                .query(Long.class)
                .list();
    }

    /** Visible generation by posting. */
    Map<Long, Long> generations() {
        return states("active_generation_id");
    }

    /** A column of the postings' states. */
    Map<Long, Long> states(String column) {
        Map<Long, Long> states = new HashMap<>();
        world.jdbc()
                .sql("SELECT job_id, " + column + " FROM pipeline.match_job_states")
                .query(row -> {
                    states.put(row.getLong(1), row.getLong(2));
                });
        return states;
    }

    /** Postings whose value differs. */
    static Set<Long> changed(Map<Long, Long> before, Map<Long, Long> after) {
        Set<Long> changed = new TreeSet<>(after.keySet());
        changed.removeIf(posting -> Objects.equals(after.get(posting), before.get(posting)));
        return changed;
    }

    /** Place and version of every row that a refresh may write. */
    Map<String, List<String>> versions() {
        Map<String, List<String>> versions = new HashMap<>();
        TABLES.forEach(table ->
                versions.put(
                        table,
                        world.texts(
                                "SELECT ctid || ' ' || xmin FROM " + table + " ORDER BY ctid")));
        return versions;
    }

    @Override
    public void close() {
        world.close();
    }
}
