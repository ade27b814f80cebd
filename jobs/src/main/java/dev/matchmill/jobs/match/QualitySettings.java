package dev.matchmill.jobs.match;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a refresh is not shown because it is worse than what is shown.
 *
 * @param largestDrop of nDCG@10 of an organization's judged postings, or of all, in (0, 1]; 1 never
 *     stops
 * @param leastPostings judged postings below which a mean says too little to stop anything
 */
@ConfigurationProperties(prefix = "matchmill.jobs.quality", ignoreUnknownFields = false)
public record QualitySettings(
        @DefaultValue("0.05") double largestDrop, @DefaultValue("5") int leastPostings) {

    public QualitySettings {
        if (!(largestDrop > 0 && largestDrop <= 1) || leastPostings < 1) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.quality: largest-drop must be above 0 and at most 1,"
                            + " least-postings at least 1");
        }
    }
}
