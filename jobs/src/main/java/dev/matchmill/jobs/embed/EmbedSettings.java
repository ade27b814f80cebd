package dev.matchmill.jobs.embed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How vectors are computed.
 *
 * @param batchSize texts computed and written together
 * @param lease how long a worker that shares the work keeps a text without a sign of life
 */
@ConfigurationProperties(prefix = "matchmill.jobs.embed", ignoreUnknownFields = false)
public record EmbedSettings(@DefaultValue("32") int batchSize, @DefaultValue("2m") Duration lease) {

    public EmbedSettings {
        if (batchSize < 1 || batchSize > 1000) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.embed.batch-size must be between 1 and 1000");
        }
        if (lease.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException("matchmill.jobs.embed.lease must be at least 3s");
        }
    }
}
