package dev.matchmill.jobs.shortlist;

import java.time.Instant;
import java.util.List;

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
}
