package dev.matchmill.jobs.duplicate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is proposed as a duplicate.
 *
 * @param minScore probability from which two candidates are proposed as one person, 0 to 1
 * @param maxShared candidates who may share a telephone number, a link or a mailbox: with more it
 *     is an agency's or a school's and proves nothing
 * @param maxNamesakes candidates who may share a name, or a name and an employer, and still be
 *     compared with one another for that alone
 * @param batchSize candidates compared in one transaction
 */
@ConfigurationProperties(prefix = "matchmill.jobs.duplicate", ignoreUnknownFields = false)
public record DuplicateSettings(
        @DefaultValue("0.3") double minScore,
        @DefaultValue("5") int maxShared,
        @DefaultValue("50") int maxNamesakes,
        @DefaultValue("500") int batchSize) {

    public DuplicateSettings {
        if (!(minScore > 0 && minScore <= 1)) {
            throw new IllegalArgumentException("min-score must be above 0 and at most 1");
        }
        if (maxShared < 2 || maxNamesakes < 2) {
            throw new IllegalArgumentException(
                    "max-shared and max-namesakes must be at least 2: a pair shares everything");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch-size must be at least 1");
        }
    }
}
