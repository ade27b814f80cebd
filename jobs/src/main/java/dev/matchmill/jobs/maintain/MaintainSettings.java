package dev.matchmill.jobs.maintain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * From when on something is a finding, or worth work.
 *
 * @param slowStatement longest execution that is no finding
 * @param connectionShare share of the server's connections in use that is a finding, 0 to 1
 * @param idleInTransaction how long a session may sit in an open transaction
 * @param growthShare weekly growth of a table, as a share of its size, that is a finding together
 *     with {@code growthSize}
 * @param growthSize weekly growth of a table in bytes
 * @param bloatSize smallest index that is worth rebuilding
 * @param leafDensity percent of used space in a b-tree's leaves below which it is rebuilt
 * @param scanRows rows a sequential scan may read on average before it is a finding
 */
@ConfigurationProperties(prefix = "matchmill.jobs.maintain", ignoreUnknownFields = false)
public record MaintainSettings(
        @DefaultValue("1s") Duration slowStatement,
        @DefaultValue("0.8") double connectionShare,
        @DefaultValue("60s") Duration idleInTransaction,
        @DefaultValue("0.2") double growthShare,
        @DefaultValue("1GB") DataSize growthSize,
        @DefaultValue("50MB") DataSize bloatSize,
        @DefaultValue("50") double leafDensity,
        @DefaultValue("10000") long scanRows) {

    public MaintainSettings {
        require(connectionShare > 0 && connectionShare <= 1, "connection-share", "above 0, to 1");
        require(growthShare > 0, "growth-share", "above 0");
        require(leafDensity > 0 && leafDensity < 90, "leaf-density", "above 0, below 90");
        require(scanRows > 0, "scan-rows", "at least 1");
        require(slowStatement.isPositive(), "slow-statement", "above 0");
        require(idleInTransaction.isPositive(), "idle-in-transaction", "above 0");
    }

    private static void require(boolean isTrue, String key, String range) {
        if (!isTrue) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.maintain." + key + " must be " + range);
        }
    }
}
