package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;

/**
 * Files that nothing refers to are marked deleted after 7 days, and their stored objects removed 30
 * days later; ledger rows of documents that vanished from their source 30 days ago and never led to
 * anything go as well. What refers to a file is read from the catalogue, so a new column counts
 * from its migration on.
 */
public final class OrphanSweep implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J28",
                    "orphanSweep",
                    JobFrequency.WEEKLY,
                    "Unreferenced files, vanished source records");

    // A grant on a file is no use of it.
    private static final String REFERENCES =
            """
            SELECT format('NOT EXISTS (SELECT 1 FROM %s x WHERE x.%I = d.id)',
                          c.conrelid::regclass, a.attname)
            FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f'
              AND c.confrelid = 'public.files'::regclass
              AND c.conparentid = 0
              AND c.conrelid <> 'public.file_access_controls'::regclass
            ORDER BY 1
            """;

    private static final Sweep RECORDS =
            new Sweep(
                    "pipeline.source_records",
                    """
                    FROM pipeline.source_records d
                    WHERE d.vanished_at < :now - interval '30 days'
                      AND d.candidate_id IS NULL
                      AND d.application_id IS NULL
                      AND NOT EXISTS (
                          SELECT 1
                          FROM pipeline.dead_letters l
                          WHERE l.source_id = d.source_id
                            AND l.external_id = d.external_id
                            AND l.posting_ref = d.posting_ref
                            AND l.status IN ('open', 'replaying'))
                    """,
                    "d.id",
                    "d.job_id IN (SELECT job_id FROM compliance.held_jobs)",
                    "DELETE FROM pipeline.source_records r USING picked WHERE r.id = picked.id",
                    Sweep.FEW);

    private final RecurringParts parts;
    private final StoredObjects objects;

    public OrphanSweep(RecurringParts parts, StoredObjects objects) {
        this.parts = parts;
        this.objects = objects;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) {
        // Records first: the file of one that goes is an orphan from then on.
        RECORDS.run(parts, visit);
        files().run(parts, visit);
        objects.purge(parts, visit);
    }

    @Override
    public void plan(Visit visit) {
        RECORDS.plan(parts, visit);
        files().plan(parts, visit);
        objects.plan(parts, visit);
    }

    private Sweep files() {
        List<String> unreferenced = parts.jdbc().sql(REFERENCES).query(String.class).list();
        return new Sweep(
                "files",
                """
                FROM files d
                WHERE d.created_at < :now - interval '7 days'
                  AND d.deleted_at IS NULL
                  AND NOT EXISTS (
                      SELECT 1 FROM archive.applications x WHERE x.candidate_id = d.candidate_id)
                  AND (d.candidate_id IS NOT NULL OR NOT EXISTS (
                      SELECT 1 FROM archive.applications x
                      WHERE x.organization_id = d.organization_id
                        AND jsonb_path_exists(
                            x.payload,
                            '$.tables.*[*].keyvalue() ? (@.key like_regex "file_id$" && @.value == $file)',
                            jsonb_build_object('file', d.id))))
                  AND %s
                """
                        .formatted(String.join("\n  AND ", unreferenced)),
                "d.id",
                StoredObjects.HELD,
                "UPDATE files f SET deleted_at = :now FROM picked WHERE f.id = picked.id",
                Sweep.FEW);
    }
}
