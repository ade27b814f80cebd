package dev.matchmill.jobs.posting;

import dev.matchmill.readers.posting.FeedException;
import dev.matchmill.readers.posting.FeedLine;
import dev.matchmill.readers.posting.PostingFeed;
import dev.matchmill.readers.posting.PostingRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a feed, one file after the other where it is a folder; a file that can't be read
 * there is one bad record and costs the others nothing. Confined to one step.
 */
final class PostingLines implements AutoCloseable {

    private final Path feed;
    private final Iterator<Path> files;
    private final boolean folder;
    private final Map<Long, Integer> seen = new HashMap<>();
    private Path file;
    private @Nullable Stream<FeedLine<PostingRecord>> lines;
    private @Nullable Iterator<FeedLine<PostingRecord>> rest;

    /**
     * A record of the feed.
     *
     * @param item what books and rejections call it: the same in each import of an unchanged feed
     */
    record Numbered(String item, FeedLine<PostingRecord> line) {}

    /**
     * @throws FeedException when there is nothing to read
     */
    PostingLines(Path feed) {
        List<Path> all = PostingFeed.files(feed);
        if (all.isEmpty()) {
            throw new FeedException("The folder " + feed + " holds no feed.");
        }
        this.feed = feed;
        this.file = feed;
        this.folder = Files.isDirectory(feed);
        this.files = all.iterator();
    }

    /** The next record, null behind the last one. */
    @Nullable Numbered next() {
        while (true) {
            Iterator<FeedLine<PostingRecord>> current = rest;
            if (current != null && current.hasNext()) {
                FeedLine<PostingRecord> line = current.next();
                return new Numbered(item(line), line);
            }
            if (!files.hasNext()) {
                return null;
            }
            Numbered unreadable = open(files.next());
            if (unreadable != null) {
                return unreadable;
            }
        }
    }

    private @Nullable Numbered open(Path next) {
        close();
        seen.clear();
        file = next;
        try {
            Stream<FeedLine<PostingRecord>> opened = PostingFeed.open(next);
            lines = opened;
            rest = opened.iterator();
            return null;
        } catch (FeedException unreadable) {
            if (!folder) {
                throw unreadable;
            }
            FeedLine<PostingRecord> bad = PostingFeed.unreadable();
            return new Numbered(item(bad), bad);
        }
    }

    // A document of linked data may hold several on one line.
    private String item(FeedLine<PostingRecord> line) {
        int before = seen.merge(line.line(), 1, Integer::sum) - 1;
        String number = "line " + line.line() + (before == 0 ? "" : " #" + (before + 1));
        return folder ? feed.relativize(file).toString().replace('\\', '/') + " " + number : number;
    }

    @Override
    public void close() {
        Stream<FeedLine<PostingRecord>> opened = lines;
        if (opened != null) {
            opened.close();
        }
        lines = null;
        rest = null;
    }
}
