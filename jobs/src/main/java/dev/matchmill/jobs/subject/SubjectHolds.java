package dev.matchmill.jobs.subject;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a legal hold covers a subject, wholly or in part: then nothing of it is erased. */
final class SubjectHolds {

    private static final String HELD =
            """
            SELECT 'candidate ' || candidate_id
            FROM compliance.held_candidates
            WHERE candidate_id = ANY (:candidates)
            UNION
            SELECT 'candidate ' || subject_id
            FROM compliance.open_hold_subjects
            WHERE subject_type = 'candidate' AND subject_id = ANY (:persons)
            UNION
            SELECT 'application ' || application_id
            FROM compliance.held_applications
            WHERE application_id = ANY (:applications)
            UNION
            SELECT 'archived application ' || application_id
            FROM compliance.held_archived_applications
            WHERE application_id = ANY (:archived)
            UNION
            SELECT 'organization ' || organization_id
            FROM compliance.held_organizations
            WHERE organization_id = ANY (:organizations)
            ORDER BY 1
            """;

    private SubjectHolds() {}

    /** What is held, as "candidate 7"; empty when nothing is. */
    static List<String> of(JdbcClient jdbc, Subject subject) {
        return jdbc.sql(HELD).params(subject.parameters()).query(String.class).list();
    }
}
