package dev.matchmill.jobs.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How documents are taken in.
 *
 * @param batchSize documents read and written together
 * @param lease how long a claim holds without being settled
 */
@ConfigurationProperties(prefix = "matchmill.jobs.ingest", ignoreUnknownFields = false)
public record IngestSettings(
        @DefaultValue("24") int batchSize, @DefaultValue("10m") Duration lease) {

    public IngestSettings {
        if (batchSize < 1 || batchSize > 1000) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.ingest.batch-size must be between 1 and 1000");
        }
        if (!lease.isPositive()) {
            throw new IllegalArgumentException("matchmill.jobs.ingest.lease must be positive");
        }
    }
}
