package dev.matchmill.jobs.embed;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How vectors are computed.
 *
 * @param batchSize texts computed and written together
 */
@ConfigurationProperties(prefix = "matchmill.jobs.embed", ignoreUnknownFields = false)
public record EmbedSettings(@DefaultValue("32") int batchSize) {

    public EmbedSettings {
        if (batchSize < 1 || batchSize > 1000) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.embed.batch-size must be between 1 and 1000");
        }
    }
}
