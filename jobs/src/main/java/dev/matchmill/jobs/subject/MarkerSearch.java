package dev.matchmill.jobs.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Collects a subject's markers from the rows in which a person is named. */
final class MarkerSearch {

    private static final String ADDRESSES =
            """
            SELECT a.address
            FROM (
                SELECT unnest(CAST(:addresses AS text[])) AS address
                UNION
                SELECT candidate_email FROM applications WHERE id = ANY (:applications)
                UNION
                SELECT candidate_email FROM referrals WHERE id = ANY (:referrals)
                UNION
                SELECT email FROM pipeline.parsed_resumes WHERE candidate_id = ANY (:candidates)
                ) a
            WHERE a.address NOT LIKE 'erased-%@erased.invalid'
              AND NOT EXISTS (
                  SELECT 1 FROM candidates c
                  WHERE c.email = a.address AND c.id <> ALL (:persons))
              AND NOT EXISTS (
                  SELECT 1 FROM users u
                  WHERE u.email = a.address AND u.id <> ALL (:users))
            """;

    private static final String OBJECTS =
            "SELECT storage_key FROM files WHERE id = ANY (:files) AND purged_at IS NULL";

    private static final String PHONES =
            """
            SELECT phone FROM candidates WHERE id = ANY (:candidates) AND phone IS NOT NULL
            UNION
            SELECT phone FROM users WHERE id = ANY (:users) AND phone IS NOT NULL
            UNION
            SELECT candidate_phone
            FROM referrals
            WHERE id = ANY (:referrals) AND candidate_phone IS NOT NULL
            UNION
            SELECT phone
            FROM pipeline.parsed_resumes
            WHERE candidate_id = ANY (:candidates) AND phone IS NOT NULL
            """;

    private static final String NAMES =
            """
            SELECT full_name FROM candidates WHERE id = ANY (:candidates)
            UNION
            SELECT full_name FROM users WHERE id = ANY (:users)
            UNION
            SELECT candidate_name FROM referrals WHERE id = ANY (:referrals)
            UNION
            SELECT full_name
            FROM pipeline.parsed_resumes
            WHERE candidate_id = ANY (:candidates) AND full_name IS NOT NULL
            UNION
            SELECT original_name FROM files WHERE id = ANY (:files)
            UNION
            SELECT regexp_replace(item, '^.*/', '') FROM unnest(CAST(:externals AS text[])) item
            """;

    private static final Set<String> REPLACEMENTS = Set.of("[erased]", "[purged]");

    private MarkerSearch() {}

    static SubjectMarkers markers(JdbcClient jdbc, Subject subject) {
        Map<String, Object> values = subject.parameters();
        List<String> certain = new ArrayList<>(texts(jdbc, OBJECTS, values));
        if (!(subject.extent() instanceof Extent.Platform) && subject.candidates().isEmpty()) {
            return SubjectMarkers.of(certain, List.of(), List.of());
        }
        certain.addAll(texts(jdbc, ADDRESSES, values));
        return SubjectMarkers.of(certain, texts(jdbc, PHONES, values), texts(jdbc, NAMES, values));
    }

    private static List<String> texts(JdbcClient jdbc, String sql, Map<String, Object> values) {
        return jdbc.sql(sql).params(values).query(String.class).list().stream()
                .filter(text -> !REPLACEMENTS.contains(text))
                .toList();
    }
}
