package dev.matchmill.jobs.archive;

import java.util.Set;

/** What is archived as a whole: one row and everything that would go with it. */
enum Root {
    APPLICATION(
            "public.applications",
            """
            INSERT INTO archive.applications
                (application_id, applied_at, organization_id, job_id, candidate_id,
                 candidate_fingerprint, status, status_changed_at, payload, payload_version,
                 payload_sha256, retention_until, anonymized_at, archived_at)
            SELECT r.root, (r.copy).applied_at, (r.copy).organization_id, (r.copy).job_id,
                   (r.copy).candidate_id, r.fingerprint, (r.copy).status,
                   (r.copy).status_changed_at, p.payload, :version,
                   sha256(convert_to(p.payload::text, 'UTF8')), (r.copy).retention_until,
                   (r.copy).anonymized_at, :now
            FROM t0 r
            JOIN payloads p ON p.root = r.root
            """),
    // A posting with applications stays: they are archived on their own, before it.
    JOB(
            "public.jobs",
            """
            INSERT INTO archive.jobs
                (job_id, organization_id, title, status, closed_at, applications_count, payload,
                 payload_version, payload_sha256, archived_at)
            SELECT r.root, (r.copy).organization_id, (r.copy).title, (r.copy).status,
                   (r.copy).closed_at,
                   (SELECT count(*) FROM archive.applications a WHERE a.job_id = r.root),
                   p.payload, :version, sha256(convert_to(p.payload::text, 'UTF8')), :now
            FROM t0 r
            JOIN payloads p ON p.root = r.root
            """);

    /** Computed from the rest and computed anew when it is needed: it goes, and is not kept. */
    static final Set<String> DERIVED =
            Set.of(
                    "public.embeddings_job",
                    "pipeline.match_claims",
                    "pipeline.match_pools",
                    "pipeline.match_results",
                    "pipeline.match_job_states",
                    "pipeline.match_invalidations");

    private final String table;
    private final String insert;

    Root(String table, String insert) {
        this.table = table;
        this.insert = insert;
    }

    /** The live table, with its schema. */
    String table() {
        return table;
    }

    /** Tables below it whose rows keep it from going. */
    Set<String> onTheirOwn() {
        return this == JOB ? Set.of(APPLICATION.table) : Set.of();
    }

    /** The table of the archive. */
    String archive() {
        return "archive." + table.substring("public.".length());
    }

    /** The archive's column with the id of the row. */
    String archiveId() {
        return this == APPLICATION ? "application_id" : "job_id";
    }

    /** The end of the statement that moves it. */
    String insert() {
        return insert;
    }
}
