package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.quality.GradedRanking;
import dev.matchmill.jobs.match.JudgedPostings.Judged;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.migrations.type.GenerationId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the new generation by what people judged, keeps the figures, and gives the generation up
 * when it is worse than what is shown by more than the settings allow: then nothing is published,
 * and readers keep what they see. Without judgements it does nothing.
 */
final class MeasureQuality implements Piece {

    static final int GAIN_DEPTH = 10;
    static final int RECALL_DEPTH = 50;

    private static final String KEEP =
            """
            INSERT INTO pipeline.match_quality
                (generation_id, organization_id, postings_count, ndcg_at_10, average_precision,
                 recall_at_50, baseline_ndcg_at_10, measured_at)
            VALUES (:generation, :organization, :postings, :gain, :precision, :recall, :baseline,
                    :now)
            ON CONFLICT (generation_id, organization_id) DO NOTHING
            """;

    private final Refresh refresh;
    private final QualitySettings settings;
    private final JdbcClient jdbc;
    private final EndingWrites writes;
    private final Clock clock;

    MeasureQuality(
            Refresh refresh,
            QualitySettings settings,
            JdbcClient jdbc,
            EndingWrites writes,
            Clock clock) {
        this.refresh = refresh;
        this.settings = settings;
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public boolean next() {
        GenerationId generation = refresh.generation().orElse(null);
        if (generation == null) {
            return false;
        }
        Map<Long, List<Judged>> postings = new JudgedPostings(jdbc).read(generation);
        postings.values().removeIf(List::isEmpty);
        writes.inNew(() -> postings.forEach((of, judged) -> keep(generation, of, judged)));
        Optional<String> drop =
                postings.entrySet().stream()
                        .flatMap(of -> drop(of.getKey(), of.getValue()).stream())
                        .findFirst();
        if (drop.isPresent()) {
            writes.inNew(() -> new UnfinishedGenerations(jdbc).giveUp(generation, drop.get()));
            throw new QualityDropException(drop.get());
        }
        return false;
    }

    private void keep(GenerationId generation, long organization, List<Judged> postings) {
        jdbc.sql(KEEP)
                .param("generation", generation.value())
                .param("organization", organization == JudgedPostings.ALL ? null : organization)
                .param("postings", postings.size())
                .param("gain", gain(postings, Judged::coming))
                .param("precision", mean(postings, p -> p.coming().averagePrecision()))
                .param("recall", mean(postings, p -> p.coming().recall(RECALL_DEPTH)))
                .param("baseline", baseline(postings))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    // Only postings that are shown can become worse.
    private Optional<String> drop(long organization, List<Judged> postings) {
        List<Judged> shown = postings.stream().filter(Judged::isShown).toList();
        if (shown.size() < settings.leastPostings()) {
            return Optional.empty();
        }
        double before = gain(shown, Judged::shown);
        double after = gain(shown, Judged::coming);
        if (before - after <= settings.largestDrop()) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "the new matches are worse: nDCG@10 of %d judged postings of %s fell from"
                                + " %.3f to %.3f, more than matchmill.jobs.quality.largest-drop"
                                + " (%.3f) allows; the old ones stay. See matchmill evaluate"
                                + " history; to show the new ones all the same, start once with"
                                + " MATCHMILL_JOBS_QUALITY_LARGESTDROP=1",
                        shown.size(),
                        organization == JudgedPostings.ALL
                                ? "all organizations"
                                : "organization " + organization,
                        before,
                        after,
                        settings.largestDrop()));
    }

    private static @Nullable Double baseline(List<Judged> postings) {
        List<Judged> shown = postings.stream().filter(Judged::isShown).toList();
        return shown.isEmpty() ? null : gain(shown, Judged::shown);
    }

    private static double gain(List<Judged> postings, Function<Judged, GradedRanking> side) {
        return mean(postings, posting -> side.apply(posting).discountedGain(GAIN_DEPTH));
    }

    private static double mean(List<Judged> postings, ToDoubleFunction<Judged> value) {
        return postings.stream().mapToDouble(value).average().orElse(0);
    }
}
