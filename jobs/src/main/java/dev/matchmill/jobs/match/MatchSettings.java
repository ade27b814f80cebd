package dev.matchmill.jobs.match;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How candidates are ranked.
 *
 * @param top matches kept for each posting
 * @param neighbours candidates fetched by vector and scored for each posting; at least {@code top}
 * @param reserve further candidates that are fetched and kept, so that neighbours may leave without
 *     a new search
 * @param fullFrom share of the pairs of a full refresh, in (0, 1], beyond which a refresh of what
 *     changed becomes one of everything
 * @param unrelated cosine similarity that counts as nothing in common (semantic factor 0)
 * @param identical cosine similarity that counts as a perfect fit (semantic factor 1)
 * @param strongYesFrom score from which a match is STRONG_YES; the others likewise, below {@code
 *     noFrom} it is STRONG_NO
 */
@ConfigurationProperties(prefix = "matchmill.jobs.match", ignoreUnknownFields = false)
public record MatchSettings(
        @DefaultValue("50") int top,
        @DefaultValue("200") int neighbours,
        @DefaultValue("50") int reserve,
        @DefaultValue("0.3") double fullFrom,
        @DefaultValue("0.0") double unrelated,
        @DefaultValue("0.6") double identical,
        @DefaultValue("0.75") double strongYesFrom,
        @DefaultValue("0.6") double yesFrom,
        @DefaultValue("0.45") double maybeFrom,
        @DefaultValue("0.3") double noFrom) {

    public MatchSettings {
        if (top < 1 || neighbours < top || neighbours > 10_000) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.match: top must be at least 1, neighbours at least top and at"
                            + " most 10000");
        }
        if (reserve < 0 || reserve > 10_000 || !(fullFrom > 0 && fullFrom <= 1)) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.match: reserve must be within 0 to 10000, full-from above 0 and"
                            + " at most 1");
        }
        if (!(unrelated < identical && unrelated >= -1 && identical <= 1)) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.match: unrelated must be below identical, both within -1 to 1");
        }
        if (!(0 < noFrom
                && noFrom < maybeFrom
                && maybeFrom < yesFrom
                && yesFrom < strongYesFrom
                && strongYesFrom < 1)) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.match: 0 < no-from < maybe-from < yes-from < strong-yes-from <"
                            + " 1 must hold");
        }
    }

    /** How many candidates a search fetches. */
    int searched() {
        return neighbours + reserve;
    }
}
