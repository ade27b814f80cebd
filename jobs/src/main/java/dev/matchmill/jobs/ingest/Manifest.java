package dev.matchmill.jobs.ingest;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.application.ManifestEntry;
import dev.matchmill.readers.application.ManifestFeed;
import dev.matchmill.readers.document.BoundedIds;
import dev.matchmill.readers.document.DocumentReadException;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.posting.FeedException;
import dev.matchmill.readers.posting.FeedLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which documents of a source apply to which postings.
 *
 * @param lines by external id of the document, in the manifest's order
 * @param badLines lines that hold no application, by item
 */
record Manifest(Map<String, List<ManifestEntry>> lines, Map<String, RefusedDocument> badLines) {

    /** A document of such a name at the top of a source is its manifest; one of them at most. */
    private static final List<String> NAMES =
            List.of("manifest.csv", "manifest.jsonl", "manifest.json");

    /** A line of 200 bytes for each of half a million documents. */
    private static final long MAX_BYTES = 100L << 20;

    static boolean isNamed(DocumentRef document) {
        return NAMES.contains(document.externalId());
    }

    /**
     * The manifest that is given, else the one in the source, else an empty one.
     *
     * @throws FeedException when it can't be read, or the source has two
     */
    static Manifest of(Optional<Path> given, DocumentSource documents) {
        Manifest manifest = new Manifest(new LinkedHashMap<>(), new LinkedHashMap<>());
        if (given.isPresent()) {
            Path file = given.get();
            manifest.take(String.valueOf(file.getFileName()), ManifestFeed.open(file));
            return manifest;
        }
        String taken = "";
        for (String name : NAMES) {
            Optional<byte[]> content = read(documents, name);
            if (content.isPresent() && !taken.isEmpty()) {
                throw new FeedException(
                        "The source has " + taken + " and " + name + ": leave one of them.");
            }
            if (content.isPresent()) {
                taken = name;
                var stream = new ByteArrayInputStream(content.get());
                manifest.take(name, ManifestFeed.open(stream, name));
            }
        }
        return manifest;
    }

    private static Optional<byte[]> read(DocumentSource documents, String name) {
        try {
            return Optional.of(documents.read(new DocumentRef(name, 0), MAX_BYTES));
        } catch (DocumentReadException refused) {
            if (refused.reason() == RejectionReason.VANISHED) {
                return Optional.empty();
            }
            throw new FeedException(
                    "The source's " + name + " can't be read: " + refused.getMessage() + ".",
                    refused);
        } catch (IOException away) {
            throw new UncheckedIOException("the source's manifest can't be read", away);
        }
    }

    private void take(String name, Stream<FeedLine<ManifestEntry>> feed) {
        try (feed) {
            feed.forEach(line -> take(name, line));
        }
    }

    private void take(String name, FeedLine<ManifestEntry> line) {
        switch (line) {
            case FeedLine.Good<ManifestEntry>(long _, ManifestEntry entry) -> {
                List<ManifestEntry> same =
                        lines.computeIfAbsent(BoundedIds.of(entry.file()), _ -> new ArrayList<>());
                if (same.stream().noneMatch(e -> Objects.equals(e.posting(), entry.posting()))) {
                    same.add(entry);
                }
            }
            case FeedLine.Bad<ManifestEntry>(long number, RejectionReason reason, String message) ->
                    badLines.put("/" + name + ":" + number, new RefusedDocument(reason, message));
        }
    }
}
