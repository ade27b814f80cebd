package dev.matchmill.jobs.doctor;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases and settings of the server, read on one connection. */
final class ServerFacts {

    // A setting of a library that the session has not loaded is known only if the server loaded it;
    // shared_preload_libraries itself is hidden from plain roles.
    private static final String SERVER =
            """
            SELECT current_setting('server_version_num')::int AS number,
                   split_part(current_setting('server_version'), ' ', 1) AS version,
                   (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector,
                   EXISTS (SELECT 1 FROM pg_settings WHERE name = 'hnsw.ef_search')
                       AS vector_preloaded,
                   EXISTS (SELECT 1 FROM pg_settings WHERE name = 'pg_stat_statements.max')
                       AS statements_preloaded,
                   pg_size_bytes(current_setting('maintenance_work_mem')) AS index_memory,
                   t.setting::bigint AS statement_timeout,
                   t.source AS statement_timeout_source,
                   current_setting('fsync')::boolean AS fsync,
                   current_setting('full_page_writes')::boolean AS full_page_writes,
                   current_setting('TimeZone') AS time_zone,
                   coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)
                       AS encrypted,
                   least(
                       current_setting('max_connections')::int
                           - current_setting('superuser_reserved_connections')::int
                           - coalesce(current_setting('reserved_connections', true)::int, 0),
                       (SELECT nullif(rolconnlimit, -1) FROM pg_roles
                        WHERE rolname = current_user),
                       (SELECT nullif(datconnlimit, -1) FROM pg_database
                        WHERE datname = current_database())) AS connection_limit
            FROM pg_settings t
            WHERE t.name = 'statement_timeout'
            """;

    private static final String EXTENSIONS_BEHIND =
            """
            SELECT name || ' ' || installed_version || ' (' || default_version || ' is installed)'
            FROM pg_available_extensions
            WHERE installed_version IS NOT NULL
              AND installed_version <> default_version
            ORDER BY name
            """;

    private static final String SIZE = "SELECT pg_database_size(current_database())";

    private static final String HAS_VECTOR =
            "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'vector')";

    // The first column loads pgvector into the session, which is what makes its settings known.
    private static final String SEARCH_WIDTH =
            """
            SELECT vector_dims('[1]'::vector) AS dimensions,
                   current_setting('hnsw.ef_search', true)::int AS width
            """;

    private static final String NOW = "SELECT clock_timestamp()";

    private final JdbcClient jdbc;
    private final Clock clock;

    ServerFacts(DataSource source, Clock clock) {
        this.jdbc = JdbcClient.create(source);
        this.clock = clock;
    }

    /**
     * Judges the server.
     *
     * @param home the folder of a local database
     */
    List<Finding> judge(DatabaseAddress address, DatabaseSettings settings, Path home) {
        List<Check> checks =
                new ArrayList<>(
                        jdbc.sql(SERVER)
                                .query((row, _) -> checks(row, address, settings))
                                .single());
        if (jdbc.sql(HAS_VECTOR).query(Boolean.class).single()) {
            checks.add(
                    jdbc.sql(SEARCH_WIDTH)
                            .query((row, _) ->
                                    new SearchWidth(row.getObject("width", Integer.class)))
                            .single());
        }
        checks.add(new ExtensionUpdates(jdbc.sql(EXTENSIONS_BEHIND).query(String.class).list()));
        checks.add(
                new DatabaseSize(
                        jdbc.sql(SIZE).query(Long.class).single(),
                        address.source() == DatabaseSource.LOCAL
                                ? OptionalLong.of(HomeFolder.read(home).free())
                                : OptionalLong.empty()));
        return checks.stream().map(Check::judge).toList();
    }

    private List<Check> checks(ResultSet row, DatabaseAddress address, DatabaseSettings settings)
            throws SQLException {
        boolean production = address.source() == DatabaseSource.GIVEN && settings.production();
        return List.of(
                new PostgresRelease(row.getInt("number"), row.getString("version")),
                new VectorRelease(row.getString("vector"), production),
                new ClockDifference(difference(), row.getString("time_zone")),
                new Connections(row.getInt("connection_limit"), settings.poolSize()),
                new Preloaded(
                        row.getBoolean("vector_preloaded"), row.getBoolean("statements_preloaded")),
                new IndexMemory(row.getLong("index_memory")),
                new StatementLimit(
                        Duration.ofMillis(row.getLong("statement_timeout")),
                        row.getString("statement_timeout_source")),
                new Durability(
                        Stream.of("fsync", "full_page_writes")
                                .filter(name -> !isOn(row, name))
                                .toList()),
                Transport.of(address, row.getBoolean("encrypted")));
    }

    // Half of the way there and back is taken as the way there.
    private Duration difference() {
        Instant before = clock.instant();
        Instant server = jdbc.sql(NOW).query(OffsetDateTime.class).single().toInstant();
        Instant after = clock.instant();
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        return Duration.between(middle, server);
    }

    private static boolean isOn(ResultSet row, String name) {
        try {
            return row.getBoolean(name);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
