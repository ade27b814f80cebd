package dev.matchmill.embeddings.model;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model embeds, and on how many threads.
 *
 * @param path folder of a native model with 1024 dimensions; empty for the composite that ships
 * @param threads texts embedded at once; 0 for one per core
 * @param maxTokens longest text in tokens; 0 for what the model says
 * @param queryPrefixText instead of the prompt that the folder names; null to keep it
 * @param passagePrefixText instead of the prompt that the folder names; null to keep it
 */
@ConfigurationProperties(prefix = "matchmill.embeddings.model", ignoreUnknownFields = false)
public record ModelSettings(
        @DefaultValue("") String path,
        @DefaultValue("0") int threads,
        @DefaultValue("0") int maxTokens,
        @Nullable String queryPrefixText,
        @Nullable String passagePrefixText) {

    /** A longest text below this leaves no room for a prefix and a sentence. */
    static final int FEWEST_TOKENS = 32;

    public ModelSettings {
        if (threads < 0 || threads > 256) {
            throw new IllegalArgumentException("threads must be between 0 and 256: " + threads);
        }
        if (maxTokens != 0 && (maxTokens < FEWEST_TOKENS || maxTokens > 32_768)) {
            throw new IllegalArgumentException(
                    "max-tokens must be 0 or between "
                            + FEWEST_TOKENS
                            + " and 32768: "
                            + maxTokens);
        }
    }

    /** What holds without any setting. */
    public static ModelSettings defaults() {
        return new ModelSettings("", 0, 0, null, null);
    }

    /** What holds with a native folder and nothing else. */
    public static ModelSettings ofFolder(Path folder) {
        return new ModelSettings(folder.toString(), 0, 0, null, null);
    }

    /** The folder of the native model, if one was chosen. */
    public Optional<Path> folder() {
        return path.isBlank() ? Optional.empty() : Optional.of(Path.of(path.strip()));
    }

    /** The number of threads, resolved. */
    public int threadCount() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** Put before a search text, if set here. */
    Optional<String> queryPrefix() {
        return Optional.ofNullable(queryPrefixText);
    }

    /** Put before a text to be found, if set here. */
    Optional<String> passagePrefix() {
        return Optional.ofNullable(passagePrefixText);
    }
}
