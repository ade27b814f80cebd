package dev.matchmill.jobs.shortlist;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The shortlists of one or more postings.
 *
 * @param generatedAt when the matches were computed
 * @param postings in the order to show
 */
public record ShortlistReport(Instant generatedAt, List<PostingShortlist> postings) {

    public ShortlistReport {
        postings = List.copyOf(postings);
    }

    /** The same with skills called by other names, such as those that people write. */
    public ShortlistReport named(UnaryOperator<String> name) {
        return new ShortlistReport(
                generatedAt, postings.stream().map(posting -> posting.named(name)).toList());
    }
}
