package dev.matchmill.jobs.model;

import dev.matchmill.jobs.report.TextTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much two models differ.
 *
 * @param k how many of the nearest of a posting were compared
 * @param postings that both have vectors of
 * @param overlap mean share of the k nearest by the first that the second has among its own
 * @param judgedPostings those of them that people judged
 * @param ndcgFirst mean nDCG@10 of the first by these judgements; null without any
 * @param ndcgSecond of the second
 * @param pairs of posting and candidate whose similarity both have
 * @param meanShift mean of the second's similarity less the first's
 * @param p95Shift size of the shift that 95 % of the pairs stay below
 * @param missingFirst candidates without a vector of the first, who can't be among its nearest
 * @param missingSecond of the second
 */
public record ModelComparison(
        String first,
        String second,
        int k,
        int postings,
        @Nullable Double overlap,
        int judgedPostings,
        @Nullable Double ndcgFirst,
        @Nullable Double ndcgSecond,
        long pairs,
        @Nullable Double meanShift,
        @Nullable Double p95Shift,
        long missingFirst,
        long missingSecond) {

    /** As a table. */
    public String table() {
        TextTable table = new TextTable("what", "value");
        table.row("A", first)
                .row("B", second)
                .row("postings compared", postings)
                .row("overlap@" + k, shown(overlap))
                .row("judged postings", judgedPostings)
                .row("nDCG@10 of A", shown(ndcgFirst))
                .row("nDCG@10 of B", shown(ndcgSecond))
                .row("pairs compared", pairs)
                .row("similarity, B less A, mean", shown(meanShift))
                .row("similarity, size of shift, p95", shown(p95Shift))
                .row("candidates without vector of A", missingFirst)
                .row("candidates without vector of B", missingSecond);
        return table.render();
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
