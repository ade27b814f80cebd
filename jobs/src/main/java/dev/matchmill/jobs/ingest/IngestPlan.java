package dev.matchmill.jobs.ingest;

import dev.matchmill.readers.source.SourcePlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an execution takes in.
 *
 * @param places sources
 * @param organization name of the organization that owns the sources; made when it is new
 * @param posting reference of the posting that every document applies to
 * @param manifest CSV or JSON that says which document applies to which posting
 */
public record IngestPlan(
        List<SourcePlace> places,
        String organization,
        Optional<String> posting,
        Optional<Path> manifest) {

    public IngestPlan {
        places = List.copyOf(places);
        if (organization.isBlank()) {
            throw new IllegalArgumentException("an organization needs a name");
        }
    }

    /** Folders only. */
    public IngestPlan(
            String organization,
            List<Path> folders,
            Optional<String> posting,
            Optional<Path> manifest) {
        this(
                folders.stream().<SourcePlace>map(SourcePlace.Folder::new).toList(),
                organization,
                posting,
                manifest);
    }
}
