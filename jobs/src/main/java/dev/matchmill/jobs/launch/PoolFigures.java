package dev.matchmill.jobs.launch;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.Map;
import javax.sql.DataSource;

/** How many connections of the program's pool do what. */
final class PoolFigures {

    private PoolFigures() {}

    /** By state; empty before the first connection, and for a source that is no pool. */
    static Map<String, Integer> of(DataSource source) {
        HikariPoolMXBean pool =
                source instanceof HikariDataSource hikari ? hikari.getHikariPoolMXBean() : null;
        return pool == null
                ? Map.of()
                : Map.of(
                        "active",
                        pool.getActiveConnections(),
                        "idle",
                        pool.getIdleConnections(),
                        "waiting",
                        pool.getThreadsAwaitingConnection());
    }
}
