package dev.matchmill.jobs.match;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How several workers share a full refresh.
 *
 * @param lease how long a worker keeps its postings, or the end of the refresh, without a sign of
 *     life
 * @param block postings that a worker takes and searches at once, at most; fewer when few are left
 */
@ConfigurationProperties(prefix = "matchmill.jobs.match-share", ignoreUnknownFields = false)
public record ShareSettings(@DefaultValue("2m") Duration lease, @DefaultValue("2000") int block) {

    /** The least that a search over everybody is worth. */
    private static final int LEAST = 100;

    /** What is left is enough for so many workers, so that none of them ends long after others. */
    private static final int PARTS = 4;

    public ShareSettings {
        if (lease.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.match-share.lease must be at least 3s");
        }
        if (block < 1 || block > 100_000) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.match-share.block must be within 1 to 100000");
        }
    }

    /** How many postings to take when so many are not ranked yet. */
    int taken(long left) {
        return (int) Math.min(block, Math.max(LEAST, left / PARTS));
    }

    /** How often a worker gives a sign of life. */
    Duration renewal() {
        return lease.dividedBy(3);
    }
}
