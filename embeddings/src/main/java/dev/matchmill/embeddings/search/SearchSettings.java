package dev.matchmill.embeddings.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How candidates near to postings are searched.
 *
 * @param engine which engine; {@code AUTO} takes the cheaper one for each group of postings
 * @param leastRecall recall of the index, in [0, 1], below which a group is searched exactly after
 *     all
 */
@ConfigurationProperties(prefix = "matchmill.embeddings.search", ignoreUnknownFields = false)
public record SearchSettings(
        @DefaultValue("auto") EngineChoice engine, @DefaultValue("0.98") double leastRecall) {

    /** Those of the file that ships. */
    public static final SearchSettings DEFAULT = new SearchSettings(EngineChoice.AUTO, 0.98);

    public SearchSettings {
        if (!(leastRecall >= 0 && leastRecall <= 1)) {
            throw new IllegalArgumentException(
                    "matchmill.embeddings.search.least-recall must be within 0 to 1");
        }
    }

    /** The same with another engine. */
    public SearchSettings with(EngineChoice other) {
        return new SearchSettings(other, leastRecall);
    }
}
