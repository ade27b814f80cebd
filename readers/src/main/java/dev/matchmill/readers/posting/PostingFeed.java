package dev.matchmill.readers.posting;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Postings out of a file: CSV, JSON lines or a JSON array; the columns are in the README. */
public final class PostingFeed {

    private PostingFeed() {}

    /**
     * The records in file order. The caller closes the stream.
     *
     * @throws FeedException when the file as a whole can't be read
     */
    public static Stream<FeedLine<PostingRecord>> open(Path file) {
        return FeedRecords.open(file).map(PostingFeed::posting);
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
