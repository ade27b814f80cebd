package dev.matchmill.jobs.archive;

import dev.matchmill.jobs.archive.Restoration.Altered;
import dev.matchmill.jobs.archive.Restoration.Refused;
import dev.matchmill.jobs.archive.Restoration.Restored;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings an archived application back with all that belongs to it, its posting first. */
public final class RestoreApplication {

    private static final String FIND =
            """
            SELECT a.job_id, a.candidate_id,
                   a.payload_sha256 = sha256(convert_to(a.payload::text, 'UTF8')) AS is_intact,
                   a.anonymized_at IS NOT NULL
                       AND a.payload #>> '{tables,applications,0,anonymized_at}' IS NULL
                       AS is_anonymised,
                   EXISTS (SELECT 1 FROM applications l WHERE l.id = a.application_id) AS is_live,
                   EXISTS (SELECT 1 FROM organizations o WHERE o.id = a.organization_id)
                       AS has_organization,
                   coalesce((SELECT c.anonymized_at IS NULL AND c.deleted_at IS NULL
                             FROM candidates c WHERE c.id = a.candidate_id), false)
                       AS has_candidate,
                   EXISTS (SELECT 1 FROM compliance.ingestion_suppressions s
                           WHERE s.subject_fingerprint = a.candidate_fingerprint
                             AND s.lifted_at IS NULL
                             AND coalesce(s.organization_id, a.organization_id)
                                 = a.organization_id) AS is_suppressed
            FROM archive.applications a
            WHERE a.application_id = :id
            FOR UPDATE OF a
            """;

    private static final String FIND_JOB =
            """
            SELECT payload_sha256 = sha256(convert_to(payload::text, 'UTF8'))
            FROM archive.jobs
            WHERE job_id = :id
            FOR UPDATE
            """;

    private final JdbcClient jdbc;

    public RestoreApplication(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Found(
            long job,
            boolean isLinked,
            boolean isIntact,
            boolean isAnonymised,
            boolean isLive,
            boolean hasOrganization,
            boolean hasCandidate,
            boolean isSuppressed) {}

    /**
     * Restores it, in the transaction in progress; that is to be undone when this throws.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when what is live now does
     *     not let it in, such as a newer application with the same external reference
     */
    public Restoration restore(long application) {
        jdbc.sql("SELECT set_config('TimeZone', 'UTC', true)").query().singleRow();
        Optional<Found> found =
                jdbc.sql(FIND)
                        .param("id", application)
                        .query((row, _) ->
                                new Found(
                                        row.getLong("job_id"),
                                        row.getObject("candidate_id") != null,
                                        row.getBoolean("is_intact"),
                                        row.getBoolean("is_anonymised"),
                                        row.getBoolean("is_live"),
                                        row.getBoolean("has_organization"),
                                        row.getBoolean("has_candidate"),
                                        row.getBoolean("is_suppressed")))
                        .optional();
        if (found.isEmpty()) {
            return new Refused("there is no application " + application + " in the archive");
        }
        Optional<Restoration> obstacle = obstacle(application, found.get());
        return obstacle.orElseGet(() -> bringBack(application, found.get().job()));
    }

    private static Optional<Restoration> obstacle(long application, Found found) {
        String name = "application " + application;
        if (found.isAnonymised()) {
            return refused(name + " was anonymised in the archive; what it was is gone for good");
        }
        if (!found.isIntact()) {
            return Optional.of(new Altered("archive.applications", application));
        }
        if (found.isLive()) {
            return refused(name + " is live as well; leave both and find out why");
        }
        if (!found.hasOrganization()) {
            return refused("the organization of " + name + " is gone");
        }
        if (found.isLinked() && !found.hasCandidate()) {
            return refused("the candidate of " + name + " was erased meanwhile");
        }
        if (found.isSuppressed()) {
            return refused("the applicant of " + name + " asked to be erased");
        }
        return Optional.empty();
    }

    private static Optional<Restoration> refused(String why) {
        return Optional.of(new Refused(why));
    }

    private Restoration bringBack(long application, long job) {
        Catalogue catalogue = Catalogue.read(jdbc);
        List<String> remarks = new ArrayList<>();
        int rows = 0;
        boolean isLive =
                jdbc.sql("SELECT EXISTS (SELECT 1 FROM jobs WHERE id = :id)")
                        .param("id", job)
                        .query(Boolean.class)
                        .single();
        if (!isLive) {
            Optional<Boolean> intact =
                    jdbc.sql(FIND_JOB).param("id", job).query(Boolean.class).optional();
            if (intact.isEmpty()) {
                return new Refused(
                        "posting " + job + " of application " + application + " is gone");
            }
            if (!intact.get()) {
                return new Altered("archive.jobs", job);
            }
            rows += new RestoreRow(Aggregate.of(Root.JOB, catalogue), jdbc, remarks).restore(job);
        }
        rows +=
                new RestoreRow(Aggregate.of(Root.APPLICATION, catalogue), jdbc, remarks)
                        .restore(application);
        return new Restored(application, !isLive, rows, remarks);
    }

    /** The constraint that refused a restoration; the rest of its message may quote values. */
    public static String constraint(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
                return Objects.requireNonNullElse(
                        sql.getServerErrorMessage().getConstraint(), "a constraint");
            }
        }
        return "a constraint";
    }
}
