package dev.matchmill.jobs.hold;

import dev.matchmill.migrations.type.HoldSubjectType;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what a reference names, live or archived, as it is at this moment. Whoever is about to
 * place a hold asks after {@code compliance.lock_holds()}: then it stays so.
 */
record SubjectRegister(JdbcClient jdbc) {

    private static final String ORGANIZATIONS =
            """
            SELECT o.id, o.id AS organization_id, o.name = :name AS is_named, false AS is_archived,
                   o.deleted_at IS NOT NULL AS is_deleted, false AS is_erased, 0 AS merged_into,
                   (SELECT count(*) FROM archive.applications a WHERE a.organization_id = o.id)
                       AS archived_below
            FROM organizations o
            WHERE o.name = :name OR o.id = :id
            ORDER BY o.id
            """;

    private static final String POSTINGS =
            """
            SELECT p.*, false AS is_erased, 0 AS merged_into,
                   (SELECT count(*) FROM archive.applications a WHERE a.job_id = p.id)
                       AS archived_below
            FROM (
                SELECT id, organization_id, external_ref IS NOT DISTINCT FROM :name AS is_named,
                       false AS is_archived, deleted_at IS NOT NULL AS is_deleted
                FROM jobs
                WHERE external_ref = :name OR id = :id
                UNION ALL
                SELECT job_id, organization_id, false, true, false
                FROM archive.jobs
                WHERE job_id = :id
                  AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = :id)) p
            ORDER BY p.id
            """;

    private static final String CANDIDATES =
            """
            SELECT c.id, 0 AS organization_id, false AS is_named, false AS is_archived,
                   c.deleted_at IS NOT NULL AS is_deleted, c.is_anonymized AS is_erased,
                   coalesce(c.merged_into_id, 0) AS merged_into,
                   (SELECT count(*) FROM archive.applications a WHERE a.candidate_id = c.id)
                       AS archived_below
            FROM candidates c
            WHERE c.id = :id AND :name <> ''
            """;

    private static final String APPLICATIONS =
            """
            SELECT a.*, false AS is_named, 0 AS merged_into, 0 AS archived_below
            FROM (
                SELECT id, organization_id, false AS is_archived,
                       deleted_at IS NOT NULL AS is_deleted, anonymized_at IS NOT NULL AS is_erased
                FROM applications
                WHERE id = :id AND :name <> ''
                UNION ALL
                SELECT application_id, organization_id, true, false, anonymized_at IS NOT NULL
                FROM archive.applications
                WHERE application_id = :id
                  AND NOT EXISTS (SELECT 1 FROM applications WHERE id = :id)) a
            """;

    private record Row(
            long id,
            long organization,
            boolean isNamed,
            boolean isArchived,
            boolean isDeleted,
            boolean isErased,
            long mergedInto,
            long archivedBelow) {}

    /**
     * Looks for one.
     *
     * @param organization to which a posting or application must belong; empty: any
     */
    Sighting find(SubjectReference reference, Optional<Long> organization) {
        List<Row> rows = rows(reference);
        boolean isNamed = rows.stream().anyMatch(Row::isNamed);
        List<Row> meant =
                rows.stream()
                        .filter(row -> row.isNamed() == isNamed)
                        .filter(row -> belongs(row, organization))
                        .toList();
        return switch (meant.size()) {
            case 0 -> new Sighting.Refused("There is no " + reference + within(organization));
            case 1 -> judge(reference.type(), meant.getFirst());
            default ->
                    new Sighting.Refused(
                            meant.size()
                                    + " are called "
                                    + reference
                                    + ": name one by its id "
                                    + meant.stream().map(Row::id).toList()
                                    + ".");
        };
    }

    private static boolean belongs(Row row, Optional<Long> organization) {
        return row.organization() == 0
                || organization.filter(it -> it != row.organization()).isEmpty();
    }

    private static String within(Optional<Long> organization) {
        return organization.map(id -> " of organization " + id + ".").orElse(", live or archived.");
    }

    private static Sighting judge(HoldSubjectType type, Row row) {
        HoldSubject subject = new HoldSubject(type, row.id());
        if (row.isErased()) {
            return new Sighting.Refused(
                    subject + " was erased: nothing of it is left that a hold could keep.");
        }
        if (row.mergedInto() > 0) {
            return new Sighting.Refused(
                    subject
                            + " was merged into candidate:"
                            + row.mergedInto()
                            + ": name that one.");
        }
        return new Sighting.Found(subject, row.isArchived(), row.isDeleted(), row.archivedBelow());
    }

    private List<Row> rows(SubjectReference reference) {
        String sql =
                switch (reference.type()) {
                    case ORGANIZATION -> ORGANIZATIONS;
                    case JOB -> POSTINGS;
                    case CANDIDATE -> CANDIDATES;
                    case APPLICATION -> APPLICATIONS;
                };
        return jdbc.sql(sql)
                .param("name", reference.name())
                .param("id", reference.id().orElse(0L))
                .query((row, _) ->
                        new Row(
                                row.getLong("id"),
                                row.getLong("organization_id"),
                                row.getBoolean("is_named"),
                                row.getBoolean("is_archived"),
                                row.getBoolean("is_deleted"),
                                row.getBoolean("is_erased"),
                                row.getLong("merged_into"),
                                row.getLong("archived_below")))
                .list();
    }
}
