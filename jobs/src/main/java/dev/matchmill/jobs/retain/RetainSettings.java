package dev.matchmill.jobs.retain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far retention may go at once.
 *
 * @param capShare share of a tenant's rows of a class that one plan may end, above 0, to 1
 * @param capFloor that many rows of a class of a tenant may always be ended
 * @param planAge a plan that is older is not applied
 * @param pieceRows rows ended in one transaction
 * @param piecePersons persons, accounts or applications anonymised in one transaction
 */
@ConfigurationProperties(prefix = "matchmill.jobs.retain", ignoreUnknownFields = false)
public record RetainSettings(
        @DefaultValue("0.1") double capShare,
        @DefaultValue("50") long capFloor,
        @DefaultValue("3d") Duration planAge,
        @DefaultValue("500") int pieceRows,
        @DefaultValue("20") int piecePersons) {

    public RetainSettings {
        require(capShare > 0 && capShare <= 1, "cap-share", "above 0, to 1");
        require(capFloor >= 0, "cap-floor", "0 or more");
        require(planAge.isPositive(), "plan-age", "above 0");
        require(pieceRows > 0, "piece-rows", "at least 1");
        require(piecePersons > 0, "piece-persons", "at least 1");
    }

    private static void require(boolean isTrue, String key, String range) {
        if (!isTrue) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.retain." + key + " must be " + range);
        }
    }
}
