package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether another model finds the candidates that people judged to suit as well as the active one:
 * nDCG@10 of all judged postings together and of each organization's.
 *
 * @param largestDrop that is let through, in (0, 1]
 * @param leastPostings judged postings below which a mean says too little
 */
public record QualityGate(DataSource source, double largestDrop, int leastPostings) {

    /** Stands for all organizations; ids begin at 1. */
    private static final long ALL = 0;

    private static final int MOST = 500;

    private record Gains(List<Double> before, List<Double> after) {}

    /** The drop that stands against activating it, as a sentence without its end. */
    public Optional<String> drop(StoredModel active, StoredModel wanted) {
        ModelRankings rankings =
                new ModelRankings(new NearestCandidates(source), new EmbeddingStore(source));
        Map<Long, Gains> gains = new TreeMap<>();
        List<ComparedPosting> judged =
                new ComparedPostings(JdbcClient.create(source))
                        .of(active.id(), wanted.id(), MOST, true);
        for (ComparedPosting posting : judged) {
            if (posting.isJudged()) {
                int depth = ModelRankings.GAIN_DEPTH;
                double before =
                        ModelRankings.gain(posting, rankings.best(active.id(), posting, depth));
                double after =
                        ModelRankings.gain(posting, rankings.best(wanted.id(), posting, depth));
                for (long key : new long[] {ALL, posting.organization()}) {
                    Gains of =
                            gains.computeIfAbsent(
                                    key, _ -> new Gains(new ArrayList<>(), new ArrayList<>()));
                    of.before().add(before);
                    of.after().add(after);
                }
            }
        }
        return gains.entrySet().stream()
                .flatMap(of -> drop(of.getKey(), of.getValue()).stream())
                .findFirst();
    }

    private Optional<String> drop(long organization, Gains gains) {
        double before = mean(gains.before());
        double after = mean(gains.after());
        if (gains.before().size() < leastPostings || before - after <= largestDrop) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "nDCG@10 of %d judged postings of %s falls from %.3f to %.3f",
                        gains.before().size(),
                        organization == ALL ? "all organizations" : "organization " + organization,
                        before,
                        after));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
