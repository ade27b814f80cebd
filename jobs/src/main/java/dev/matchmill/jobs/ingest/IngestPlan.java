package dev.matchmill.jobs.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an execution takes in.
 *
 * @param organization name of the organization that owns the sources; made when it is new
 * @param folders sources; absolute
 * @param posting reference of the posting that every document applies to
 * @param manifest CSV that says which file applies to which posting
 */
public record IngestPlan(
        String organization,
        List<Path> folders,
        Optional<String> posting,
        Optional<Path> manifest) {

    public IngestPlan {
        folders = List.copyOf(folders);
        if (organization.isBlank()) {
            throw new IllegalArgumentException("an organization needs a name");
        }
    }
}
