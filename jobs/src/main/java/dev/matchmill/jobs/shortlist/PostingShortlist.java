package dev.matchmill.jobs.shortlist;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The best candidates for one posting.
 *
 * @param posting the posting's external reference
 * @param place may be blank
 * @param matches how many are published of it, shown here or not
 * @param stale whether the posting, or what its organization weighs, changed after the last refresh
 * @param rows best first
 */
public record PostingShortlist(
        String posting,
        String title,
        String place,
        List<String> requiredSkills,
        List<String> preferredSkills,
        int matches,
        boolean stale,
        List<ShortlistRow> rows) {

    public PostingShortlist {
        requiredSkills = List.copyOf(requiredSkills);
        preferredSkills = List.copyOf(preferredSkills);
        rows = List.copyOf(rows);
    }

    PostingShortlist named(UnaryOperator<String> name) {
        return new PostingShortlist(
                posting,
                title,
                place,
                requiredSkills.stream().map(name).toList(),
                preferredSkills.stream().map(name).toList(),
                matches,
                stale,
                rows.stream().map(row -> row.named(name)).toList());
    }
}
