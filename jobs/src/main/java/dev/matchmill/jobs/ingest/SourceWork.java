package dev.matchmill.jobs.ingest;

import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.SourceId;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.parse.RefusedDocument;
import java.util.Map;

/**
 * One source in one run.
 *
 * @param badLines manifest lines that hold no application, by item
 * @param run row of {@code pipeline.ingestion_runs}: the source's books
 */
record SourceWork(
        SourceId id,
        OrganizationId organization,
        long run,
        DocumentSource documents,
        Map<String, RefusedDocument> badLines) {

    /** The same source in another run, which took the place of the first. */
    SourceWork in(long otherRun) {
        return new SourceWork(id, organization, otherRun, documents, badLines);
    }
}
