package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.Eligibility;
import dev.matchmill.embeddings.search.VectorBlock;
import dev.matchmill.migrations.type.ModelId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many candidates a search answers for. The pairs of a refresh are counted with it: one for
 * each candidate and posting whose similarity decides, whether an index visits it or not.
 */
record ScopeSizes(long everywhere, Map<Long, Long> byOrganization) {

    private static final String MATCHED =
            """
              AND EXISTS (
                  SELECT 1
                  FROM embeddings e
                  WHERE e.entity_type = 'candidate'
                    AND e.embedding_model_id = :model
                    AND e.entity_id = c.id
                    AND e.chunk_no = 0)
            """
                    + Eligibility.ANYWHERE;

    private static final String EVERYWHERE =
            "SELECT count(*) FROM candidates c WHERE true\n" + MATCHED;

    private static final String BY_ORGANIZATION =
            "SELECT o.organization_id, count(DISTINCT c.id) FROM candidates c JOIN (\n"
                    + Eligibility.ORIGINS
                    + ") o ON o.candidate_id = c.id WHERE true\n"
                    + MATCHED
                    + "GROUP BY o.organization_id";

    ScopeSizes {
        byOrganization = Map.copyOf(byOrganization);
    }

    static ScopeSizes read(JdbcClient jdbc, ModelId model) {
        Map<Long, Long> sizes = new HashMap<>();
        jdbc.sql(BY_ORGANIZATION)
                .param("model", model.value())
                .query(row -> {
                    sizes.put(row.getLong(1), row.getLong(2));
                });
        long everywhere =
                jdbc.sql(EVERYWHERE).param("model", model.value()).query(Long.class).single();
        return new ScopeSizes(everywhere, sizes);
    }

    /** Of candidates in memory. */
    static ScopeSizes of(VectorBlock vectors, Map<Long, Set<Long>> organizations) {
        Map<Long, Long> sizes = new HashMap<>();
        for (int i = 0; i < vectors.size(); i++) {
            organizations
                    .getOrDefault(vectors.id(i), Set.of())
                    .forEach(organization -> sizes.merge(organization, 1L, Long::sum));
        }
        return new ScopeSizes(vectors.size(), sizes);
    }

    /** Of everybody (null) or of an organization. */
    long of(@Nullable Long organization) {
        return organization == null ? everywhere : byOrganization.getOrDefault(organization, 0L);
    }
}
