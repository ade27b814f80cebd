package dev.matchmill.jobs.duplicate;

import dev.matchmill.embeddings.search.Eligibility;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose candidates these are. Two are compared only where somebody sees both: an organization that
 * holds both, or organizations that all match with everybody ({@code marketplace}). Otherwise a
 * proposal would tell one tenant that another knows the person.
 */
record Tenants(Map<Long, Set<Long>> organizations, Set<Long> open) {

    private static final String ORIGINS =
            "SELECT DISTINCT o.candidate_id, o.organization_id FROM ("
                    + Eligibility.ORIGINS
                    + ") o WHERE o.candidate_id = ANY (CAST(:ids AS bigint[]))";

    private static final String OPEN =
            """
            SELECT organization_id
            FROM organization_settings
            WHERE candidate_scope = 'marketplace'
            """;

    static Tenants of(JdbcClient jdbc, Collection<Long> candidates) {
        Map<Long, Set<Long>> organizations = new HashMap<>();
        jdbc.sql(ORIGINS)
                .param("ids", candidates.toArray(Long[]::new))
                .query(row -> {
                    organizations
                            .computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                            .add(row.getLong(2));
                });
        return new Tenants(organizations, new HashSet<>(jdbc.sql(OPEN).query(Long.class).list()));
    }

    /** Whether these two may be known to be one person. */
    boolean mayMeet(Pair pair) {
        Set<Long> first = organizations.getOrDefault(pair.first(), Set.of());
        Set<Long> second = organizations.getOrDefault(pair.second(), Set.of());
        return first.isEmpty()
                || second.isEmpty()
                || !Collections.disjoint(first, second)
                || (open.containsAll(first) && open.containsAll(second));
    }
}
