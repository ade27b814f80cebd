package dev.matchmill.embeddings.model;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model embeds, and on how many threads.
 *
 * @param path folder of a native model with 1024 dimensions; empty for the composite that ships
 * @param threads texts embedded at once; 0 for one per core
 * @param maxTokens longest text in tokens; 0 for what the model says
 */
@ConfigurationProperties(prefix = "matchmill.embeddings.model", ignoreUnknownFields = false)
public record ModelSettings(
        @DefaultValue("") String path,
        @DefaultValue("0") int threads,
        @DefaultValue("0") int maxTokens) {

    public ModelSettings {
        if (threads < 0 || threads > 256) {
            throw new IllegalArgumentException("threads must be between 0 and 256: " + threads);
        }
        if (maxTokens != 0 && (maxTokens < 32 || maxTokens > 32_768)) {
            throw new IllegalArgumentException(
                    "max-tokens must be 0 or between 32 and 32768: " + maxTokens);
        }
    }

    /** What holds without any setting. */
    public static ModelSettings defaults() {
        return new ModelSettings("", 0, 0);
    }

    /** The folder of the native model, if one was chosen. */
    public Optional<Path> folder() {
        return path.isBlank() ? Optional.empty() : Optional.of(Path.of(path.strip()));
    }

    /** The number of threads, resolved. */
    public int threadCount() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
