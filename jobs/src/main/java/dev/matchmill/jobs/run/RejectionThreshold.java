package dev.matchmill.jobs.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many rejections make a run worth an alert (exit code 3). Only items that this run settled
 * count: yesterday's rejections, unchanged today, alert nobody again.
 *
 * @param percent of the settled items that may be rejected, 0 to 100
 * @param floor that many rejections never alert
 */
@ConfigurationProperties(prefix = "matchmill.jobs.rejections", ignoreUnknownFields = false)
public record RejectionThreshold(
        @DefaultValue("20") double percent, @DefaultValue("10") long floor) {

    public RejectionThreshold {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.rejections.percent must be between 0 and 100");
        }
        if (floor < 0) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.rejections.floor must not be negative");
        }
    }

    boolean isExceededBy(Books books) {
        long settled = books.seen() - books.unchanged();
        return books.rejected() > floor && books.rejected() * 100.0 > percent * settled;
    }
}
