package dev.matchmill.readers.bucket;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an S3-compatible store is reached. Keys are never settings: they come from the environment
 * ({@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}), from the
 * two files named here, or from the profile file of AWS's own tools.
 *
 * @param endpoint http(s) URL of the store; empty: Amazon's of the region
 * @param region as the store names it
 * @param pathStyle whether the bucket stands in the path instead of the host's name
 * @param accessKeyFile file that holds the access key's id; empty: none
 * @param secretKeyFile file that holds the secret key; empty: none
 * @param timeout of one answer
 * @param attempts how often a request is sent before the store counts as away
 */
@ConfigurationProperties(prefix = "matchmill.readers.bucket", ignoreUnknownFields = false)
public record BucketSettings(
        @DefaultValue("") String endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("false") boolean pathStyle,
        @DefaultValue("") String accessKeyFile,
        @DefaultValue("") String secretKeyFile,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("4") int attempts) {

    public BucketSettings {
        if (!endpoint.isEmpty()
                && (!endpoint.matches("https?://[^/@?#]+/?")
                        || URI.create(endpoint).getHost() == null)) {
            throw new IllegalArgumentException(
                    "endpoint must be a URL such as https://s3.example.org, without path and keys");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be empty");
        }
        if (accessKeyFile.isEmpty() != secretKeyFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "access-key-file and secret-key-file belong together");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive");
        }
        if (attempts < 1 || attempts > 20) {
            throw new IllegalArgumentException("attempts must be between 1 and 20");
        }
    }
}
