package dev.matchmill.readers.posting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Postings out of a file: CSV, JSON, or schema.org's JobPosting; columns: see the README. */
public final class PostingFeed {

    private static final Pattern FEED =
            Pattern.compile("(?i)[^.].*\\.(?:csv|jsonl|ndjson|json|jsonld|html?|xhtml)");

    private PostingFeed() {}

    /**
     * The records in file order. The caller closes the stream.
     *
     * @throws FeedException when the file as a whole can't be read
     */
    public static Stream<FeedLine<PostingRecord>> open(Path file) {
        return FeedRecords.open(file).map(PostingFeed::posting);
    }

    /**
     * The feeds that a path names: itself, or the files of a folder and its subfolders that may be
     * one, by their ending, in the order of their paths.
     *
     * @throws FeedException when the folder can't be listed
     */
    public static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> FEED.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException failed) {
            throw new FeedException("The folder " + path + " can't be listed.", failed);
        }
    }

    /** What a file counts as that is empty or can't be read, where it is one of many. */
    public static FeedLine<PostingRecord> unreadable() {
        return FeedRecords.bad(1, "the file is empty or can't be read");
    }

    private static FeedLine<PostingRecord> posting(FeedLine<FeedFields> line) {
        return switch (line) {
            case FeedLine.Bad<FeedFields>(var number, var reason, var message) ->
                    new FeedLine.Bad<>(number, reason, message);
            case FeedLine.Good<FeedFields>(var number, var fields) -> {
                try {
                    yield new FeedLine.Good<>(number, new PostingColumns(fields).record());
                } catch (FeedValueException wrong) {
                    yield FeedRecords.bad(number, wrong.getMessage());
                }
            }
        };
    }
}
