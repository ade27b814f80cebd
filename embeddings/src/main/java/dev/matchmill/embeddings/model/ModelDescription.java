package dev.matchmill.embeddings.model;

import java.util.HexFormat;
import java.util.Objects;

/**
 * What a model is: the row that {@code embedding_models} keeps of it.
 *
 * @param name short name, for example {@code bge-large-en-v1.5}
 * @param version changes whenever the same text would give another vector
 * @param dimension components of a vector
 * @param maxTokens longest text in tokens, prefix and special tokens included
 * @param queryPrefix put before a search text, may be empty
 * @param passagePrefix put before a text to be found, may be empty
 * @param artifactSha256 SHA-256 of the files that the vectors depend on, 64 lower-case hex digits
 * @param license SPDX expression or {@code unknown}
 */
public record ModelDescription(
        String name,
        String version,
        int dimension,
        int maxTokens,
        String queryPrefix,
        String passagePrefix,
        String artifactSha256,
        String license) {

    /** The width of the column {@code embeddings.embedding_vector}. */
    public static final int DIMENSION = 1024;

    /** Name of the model that comes with the program. */
    public static final String SHIPPED = "matchmill-composite";

    public ModelDescription {
        Objects.requireNonNull(queryPrefix, "queryPrefix is null");
        Objects.requireNonNull(passagePrefix, "passagePrefix is null");
        Objects.requireNonNull(license, "license is null");
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("a model needs a name and a version");
        }
        if (dimension != DIMENSION) {
            throw new IllegalArgumentException(
                    "a model must have " + DIMENSION + " dimensions, not " + dimension);
        }
        if (maxTokens < 8) {
            throw new IllegalArgumentException("maxTokens must be at least 8: " + maxTokens);
        }
        if (HexFormat.of().parseHex(artifactSha256).length != 32) {
            throw new IllegalArgumentException("artifactSha256 must have 64 hex digits");
        }
    }
}
