package dev.matchmill.readers.bucket;

import dev.matchmill.readers.document.SourceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client of a store. It asks no metadata service of a cloud for keys. */
final class BucketClient {

    private BucketClient() {}

    /**
     * @throws SourceException when there are no keys
     */
    static S3Client open(BucketSettings settings) {
        AwsCredentialsProvider keys = keys(settings);
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(keys)
                        .forcePathStyle(settings.pathStyle())
                        // Stores other than Amazon's don't know the newer checksums.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(settings.timeout())
                                        .socketTimeout(settings.timeout()))
                        .overrideConfiguration(override ->
                                override.retryStrategy(
                                        StandardRetryStrategy.builder()
                                                .maxAttempts(settings.attempts())
                                                .build()));
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }

    private static AwsCredentialsProvider keys(BucketSettings settings) {
        AwsCredentialsProvider keys =
                settings.accessKeyFile().isEmpty()
                        ? AwsCredentialsProviderChain.of(
                                EnvironmentVariableCredentialsProvider.create(),
                                ProfileCredentialsProvider.create())
                        : StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        line(settings.accessKeyFile()),
                                        line(settings.secretKeyFile())));
        try {
            keys.resolveCredentials();
            return keys;
        } catch (SdkClientException none) {
            throw SourceException.refused(
                    "there are no keys for the bucket: set AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY, or access-key-file and secret-key-file under"
                            + " matchmill.readers.bucket.",
                    none);
        }
    }

    private static String line(String file) {
        try {
            String text = Files.readString(Path.of(file)).strip();
            if (text.isEmpty() || text.contains("\n")) {
                throw SourceException.refused(
                        "the key file " + file + " must hold one line.", null);
            }
            return text;
        } catch (IOException unreadable) {
            throw SourceException.refused("the key file " + file + " can't be read.", unreadable);
        }
    }
}
