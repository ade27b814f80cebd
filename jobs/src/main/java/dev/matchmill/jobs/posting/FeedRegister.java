package dev.matchmill.jobs.posting;

import dev.matchmill.jobs.ledger.FeedBooks;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.SourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A feed as a source: its books in this run and its rejections. In the caller's transaction. */
record FeedRegister(
        SourceRegister sources, FeedBooks books, DeadLetters deadLetters, CurrentRun run) {

    /**
     * A feed that is being imported.
     *
     * @param run row of {@code pipeline.ingestion_runs}
     */
    record Open(SourceId source, long run) {}

    Open begin(OrganizationId organization, Path feed) {
        SourceId source = sources.registerFeed(organization, feed.toString());
        return new Open(source, sources.begin(source, run.id()));
    }

    void add(Open feed, List<FeedEnd> ends) {
        List<FeedBooks.Item> items = new ArrayList<>();
        List<String> through = new ArrayList<>();
        for (FeedEnd end : ends) {
            switch (end) {
                case FeedEnd.Written(String item, String contentHash) -> {
                    items.add(new FeedBooks.Item(item, contentHash, null));
                    through.add(item);
                }
                case FeedEnd.Unchanged(String item) -> through.add(item);
                case FeedEnd.Refused(String item, var settlement) -> {
                    items.add(new FeedBooks.Item(item, null, settlement));
                    deadLetters.record(feed.source(), item, settlement);
                }
            }
        }
        deadLetters.resolve(feed.source(), through);
        books.add(feed.run(), items, ends.size() - items.size());
    }

    /** Closes the books; the database refuses books that don't balance. */
    Books finish(Open feed) {
        return sources.finish(feed.run());
    }

    /** Rejections of the feed in this run, by reason. */
    Map<String, Long> reasons(Open feed) {
        return sources.reasons(feed.run());
    }
}
