package dev.matchmill.config.database;

import java.util.Map;

/** What every connection sets, pooled or not (keys: pgjdbc's connection properties). */
public final class ConnectionProperties {

    private ConnectionProperties() {}

    /** The properties as pgjdbc wants them: names and strings, times in seconds. */
    public static Map<String, String> of(DatabaseSettings settings) {
        return Map.of(
                "connectTimeout", Long.toString(settings.connectTimeout().toSeconds()),
                "socketTimeout", Long.toString(settings.socketTimeout().toSeconds()),
                "tcpKeepAlive", "true",
                // Violations would quote the values of the row, which are personal.
                "logServerErrorDetail", "false",
                "reWriteBatchedInserts", "true",
                "ApplicationName", "matchmill");
    }
}
