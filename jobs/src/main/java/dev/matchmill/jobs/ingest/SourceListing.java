package dev.matchmill.jobs.ingest;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.ledger.ListedItem;
import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.jobs.ledger.ListedItem.Sender;
import dev.matchmill.migrations.type.ApplicationSource;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.application.ManifestEntry;
import dev.matchmill.readers.document.ApplicationHint;
import dev.matchmill.readers.document.BoundedIds;
import dev.matchmill.readers.document.DocumentReadException;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.parse.RefusedDocument;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items that one document of a source stands for: one for each posting that its manifest lines,
 * its folder or the command line name, or one without a posting.
 *
 * @param documents where the bytes are
 * @param maxBytes larger documents are listed without being read
 * @param postings which posting is meant where no manifest line names one
 * @param manifest lines by file
 */
record SourceListing(
        DocumentSource documents,
        long maxBytes,
        PostingReferences postings,
        Map<String, List<ManifestEntry>> manifest) {

    List<ListedItem> items(DocumentRef document) throws IOException {
        String hash = hash(document);
        List<ManifestEntry> lines = manifest.getOrDefault(document.externalId(), List.of());
        if (lines.isEmpty()) {
            return List.of(item(document, postings.of(document), hinted(document), hash));
        }
        // Two lines may come to one posting: by name, and by the folder.
        Map<String, ListedItem> byPosting = new LinkedHashMap<>();
        for (ManifestEntry line : lines) {
            String reference = line.posting() == null ? postings.of(document) : line.posting();
            ApplicationInput application =
                    new ApplicationInput(line.email(), line.source(), line.appliedAt());
            byPosting.putIfAbsent(reference, item(document, reference, application, hash));
        }
        return List.copyOf(byPosting.values());
    }

    /** Items of manifest lines whose file isn't in the source: they end as vanished. */
    static ListedItem missing(ManifestEntry line) {
        return new ListedItem(
                BoundedIds.of(line.file()),
                line.posting() == null ? "" : line.posting(),
                new ApplicationInput(line.email(), line.source(), line.appliedAt()),
                0,
                null);
    }

    /** A manifest line that holds no application: it ends rejected, like a bad document. */
    static ListedItem badLine(String name, RefusedDocument refusal) {
        return new ListedItem(
                name, "", ApplicationInput.NONE, 0, ContentHash.of(refusal.toString()).hex());
    }

    private static ListedItem item(
            DocumentRef document,
            String reference,
            ApplicationInput application,
            @Nullable String hash) {
        return new ListedItem(document.externalId(), reference, application, document.size(), hash);
    }

    private static ApplicationInput hinted(DocumentRef document) {
        ApplicationHint hint = document.hint();
        String sender = hint.sender();
        return new ApplicationInput(
                null,
                hint.equals(ApplicationHint.NONE) ? null : ApplicationSource.DIRECT,
                hint.appliedAt(),
                sender == null ? null : new Sender(sender, hint.senderName()));
    }

    // What can't be read now has no hash and is tried in every run; what is refused for what it is
    // gets a hash of the refusal, so that the next run finds it unchanged.
    private @Nullable String hash(DocumentRef document) throws IOException {
        String version = document.version();
        if (version != null) {
            return ContentHash.of(version).hex();
        }
        try {
            return ContentHash.ofContent(documents.read(document, maxBytes)).hex();
        } catch (DocumentReadException refused) {
            return refused.reason().category() == RejectionReason.Category.RETRY_LATER
                    ? null
                    : ContentHash.of(refused.reason() + " " + document.size()).hex();
        }
    }
}
