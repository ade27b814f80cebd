package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.embeddings.search.CandidateScope;
import dev.matchmill.embeddings.search.GroupNeighbours;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.search.SearchEngine;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches candidates near to postings, all postings of one scope together: comparing everybody
 * reads the vectors once for all of them.
 */
record SearchGroups(
        NearestCandidates nearest,
        EmbeddingStore embeddings,
        MatchSettings settings,
        RunReport report) {

    private static final Logger LOG = LoggerFactory.getLogger(SearchGroups.class);

    /** Whom each of the postings that have a vector is near to; as many as a pool takes. */
    Map<PostingId, List<Neighbour>> search(RefreshPlan plan, Collection<PostingSide> postings) {
        Map<@Nullable Long, List<Long>> byScope = new HashMap<>();
        postings.stream()
                .filter(PostingSide::isMatched)
                .forEach(posting ->
                        byScope.computeIfAbsent(posting.organization(), _ -> new ArrayList<>())
                                .add(posting.id().value()));
        Map<PostingId, List<Neighbour>> found = new HashMap<>();
        byScope.forEach((organization, ids) ->
                search(plan, organization, ids)
                        .forEach((id, near) -> found.put(new PostingId(id), near)));
        return found;
    }

    private Map<Long, List<Neighbour>> search(
            RefreshPlan plan, @Nullable Long organization, List<Long> ids) {
        SortedMap<Long, Embedding> queries =
                embeddings.wholes(plan.model(), EntityType.POSTING, ids);
        GroupNeighbours group =
                nearest.search(plan.model(), queries, filter(organization), settings.searched());
        count(group, queries.size());
        report.comparedPairs().addAndGet(queries.size() * plan.sizes().of(organization));
        return group.nearest();
    }

    private void count(GroupNeighbours group, int postings) {
        double recall = group.recall().orElse(1);
        if (group.isFallback()) {
            LOG.warn(
                    "the vector index finds only {} of the nearest candidates: {} postings are"
                            + " compared with all of them instead; see: matchmill maintain",
                    recall,
                    postings);
            report.searches().fellBack(postings, recall);
        } else if (group.engine() == SearchEngine.GRAPH) {
            report.searches().throughGraph(postings, recall);
        } else {
            report.searches().exactly(postings);
        }
    }

    private static CandidateFilter filter(@Nullable Long organization) {
        return new CandidateFilter(
                organization == null
                        ? new CandidateScope.Marketplace()
                        : new CandidateScope.Organization(new OrganizationId(organization)),
                List.of());
    }
}
