package dev.matchmill.jobs.maintain.hygiene;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A kept counter and what it counts.
 *
 * @param name table and column, for people
 * @param compare rows of {@code id, kept, counted}
 * @param lock locks the counter of {@code :id} against those who count along
 * @param set writes {@code :counted} to the counter of {@code :id}
 */
record Counter(String name, String compare, String lock, String set) {

    /** A counter that is wrong. */
    record Difference(long id, long kept, long counted) {}

    private static final Counter APPLICATIONS_OF_POSTING =
            new Counter(
                    "job_counters.applications_count",
                    """
                    SELECT j.id, coalesce(c.applications_count, 0) AS kept, (
                               SELECT count(*)
                               FROM applications a
                               WHERE a.job_id = j.id
                                 AND a.deleted_at IS NULL) AS counted
                    FROM jobs j
                    LEFT JOIN job_counters c ON c.job_id = j.id
                    """,
                    "SELECT job_id FROM job_counters WHERE job_id = :id FOR UPDATE",
                    """
                    INSERT INTO job_counters (job_id, applications_count)
                    VALUES (:id, :counted)
                    ON CONFLICT (job_id) DO UPDATE
                    SET applications_count = EXCLUDED.applications_count
                    """);

    private static final Counter APPLICATIONS_OF_PUBLICATION =
            new Counter(
                    "job_source_postings.applications_count",
                    """
                    SELECT p.id, p.applications_count AS kept, (
                               SELECT count(*)
                               FROM applications a
                               WHERE a.job_source_posting_id = p.id
                                 AND a.deleted_at IS NULL) AS counted
                    FROM job_source_postings p
                    """,
                    "SELECT id FROM job_source_postings WHERE id = :id FOR UPDATE",
                    "UPDATE job_source_postings SET applications_count = :counted WHERE id = :id");

    private static final Counter MEMBERS_OF_POOL =
            new Counter(
                    "talent_pools.members_count",
                    """
                    SELECT p.id, p.members_count AS kept, (
                               SELECT count(*)
                               FROM talent_pool_memberships m
                               WHERE m.pool_id = p.id
                                 AND m.status = 'active') AS counted
                    FROM talent_pools p
                    """,
                    "SELECT id FROM talent_pools WHERE id = :id FOR UPDATE",
                    "UPDATE talent_pools SET members_count = :counted WHERE id = :id");

    static List<Counter> all() {
        return List.of(APPLICATIONS_OF_POSTING, APPLICATIONS_OF_PUBLICATION, MEMBERS_OF_POOL);
    }

    /** Wrong ones beyond an id, by id. */
    List<Difference> differences(JdbcClient jdbc, long after, int limit) {
        String different =
                """
                SELECT id, kept, counted
                FROM (
                %s) c
                WHERE kept <> counted
                  AND id > :after
                ORDER BY id
                LIMIT :limit
                """
                        .formatted(compare);
        return jdbc.sql(different)
                .param("after", after)
                .param("limit", limit)
                .query(Difference.class)
                .list();
    }

    /**
     * Repairs those that are still wrong. Each is counted again after its row is locked: whoever
     * counts along has either committed and is seen, or waits and adds to the right figure.
     *
     * @return what was repaired
     */
    List<Difference> repair(JdbcClient jdbc, List<Difference> wrong) {
        String again =
                """
                SELECT id, kept, counted
                FROM (
                %s) c
                WHERE kept <> counted
                  AND id = :id
                """
                        .formatted(compare);
        List<Difference> repaired = new ArrayList<>();
        for (Difference difference : wrong) {
            jdbc.sql(lock).param("id", difference.id()).query(Long.class).optional();
            jdbc.sql(again)
                    .param("id", difference.id())
                    .query(Difference.class)
                    .optional()
                    .ifPresent(still -> {
                        jdbc.sql(set)
                                .param("id", still.id())
                                .param("counted", still.counted())
                                .update();
                        repaired.add(still);
                    });
        }
        return repaired;
    }
}
