package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The one server that the tests of a JVM run on: the one that MATCHMILL_TEST_DATABASE_URL names,
 * else a container where a Docker engine answers, else a local cluster that all JVMs of a user
 * share. MATCHMILL_TEST_POSTGRES names another major version for the last two, such as 18. Fails
 * where none of them can be had.
 */
final class TestServer {

    /** The major version that somebody asked for; empty for whichever is at hand. */
    private static final String MAJOR =
            Objects.requireNonNullElse(System.getenv("MATCHMILL_TEST_POSTGRES"), "").strip();

    private static final String IMAGE = "pgvector/pgvector:pg" + (MAJOR.isEmpty() ? "17" : MAJOR);

    /** The local engines that bring their own PostgreSQL; the others are the system's. */
    private static final Map<String, String> ENGINES = Map.of("17", "zonky", "18", "forky");

    // A database whose name ends in the id of a process that is gone was left by a killed JVM.
    private static final String LEFT_BEHIND =
            "SELECT datname FROM pg_database WHERE datname LIKE 'matchmill\\_test\\_%'";

    private static final class Holder {
        static final TestServer INSTANCE = new TestServer();
    }

    private final DatabaseAddress address;

    private TestServer() {
        address = bringUp();
    }

    /** The server, brought up by the first call. */
    static TestServer get() {
        return Holder.INSTANCE;
    }

    /** A database of the server from which others are made; its user may create databases. */
    DatabaseAddress address() {
        return address;
    }

    private static DatabaseAddress bringUp() {
        String url = System.getenv("MATCHMILL_TEST_DATABASE_URL");
        if (url != null && !url.isBlank()) {
            DatabaseAddress given =
                    DatabaseAddress.parse(
                            url,
                            System.getenv("MATCHMILL_TEST_DATABASE_USERNAME"),
                            System.getenv("MATCHMILL_TEST_DATABASE_PASSWORD"));
            announce("the given server: " + versions(given));
            return given;
        }
        if (mayHaveDocker() && DockerClientFactory.instance().isDockerAvailable()) {
            DatabaseAddress container = startContainer();
            announce("Testcontainers with " + IMAGE + ": " + versions(container));
            return container;
        }
        return joinLocal();
    }

    // Testcontainers fills the log with its search where there is nothing to find.
    private static boolean mayHaveDocker() {
        Path user = Path.of(System.getProperty("user.home"));
        Stream<Path> signs =
                Stream.of(
                        Path.of("/var/run/docker.sock"),
                        Path.of(
                                Objects.requireNonNullElse(
                                        System.getenv("XDG_RUNTIME_DIR"), "/run"),
                                "docker.sock"),
                        user.resolve(".docker/run/docker.sock"),
                        user.resolve(".docker/desktop/docker.sock"),
                        user.resolve(".testcontainers.properties"));
        return System.getenv("DOCKER_HOST") != null || signs.anyMatch(Files::exists);
    }

    private static DatabaseAddress joinLocal() {
        Path home =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "matchmill-test-"
                                + System.getProperty("user.name")
                                + (MAJOR.isEmpty() ? "" : "-" + MAJOR));
        LocalPostgres server =
                MAJOR.isEmpty()
                        ? LocalPostgres.join(home, Profile.TEST, System.out::println)
                        : LocalPostgres.join(
                                home,
                                Profile.TEST,
                                ENGINES.getOrDefault(MAJOR, "system"),
                                System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        dropLeftBehind(server.address());
        announce("local " + versions(server.address()));
        return server.address();
    }

    // Testcontainers stops the container when this JVM ends.
    @SuppressWarnings("resource")
    private static DatabaseAddress startContainer() {
        PostgreSQLContainer container =
                new PostgreSQLContainer(
                                DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"))
                        .withSharedMemorySize(1L << 30)
                        .withCommand(
                                "postgres",
                                "-c",
                                "fsync=off",
                                "-c",
                                "shared_preload_libraries=vector,pg_stat_statements");
        container.start();
        return DatabaseAddress.parse(
                container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static void dropLeftBehind(DatabaseAddress admin) {
        try (Connection connection = admin.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(LEFT_BEHIND)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : names) {
                long process = Long.parseLong(name.split("_", -1)[2]);
                if (ProcessHandle.of(process).isEmpty()) {
                    statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                }
            }
        } catch (SQLException e) {
            throw new DatabaseAccessException("dropping databases of tests that were killed", e);
        }
    }

    private static String versions(DatabaseAddress admin) {
        try (Connection connection = admin.unpooled().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT current_setting('server_version'),
                                       (SELECT default_version FROM pg_available_extensions WHERE name = 'vector')
                                """)) {
            row.next();
            String version = row.getString(1);
            if (!MAJOR.isEmpty() && !version.startsWith(MAJOR + ".")) {
                throw new IllegalStateException(
                        "MATCHMILL_TEST_POSTGRES asks for "
                                + MAJOR
                                + " and the server runs "
                                + version);
            }
            return "PostgreSQL "
                    + version.replaceAll(" .*", "")
                    + " with pgvector "
                    + row.getString(2);
        } catch (SQLException e) {
            throw new DatabaseAccessException("asking the test server for its version", e);
        }
    }

    private static void announce(String provider) {
        System.out.println("Integration tests run on: " + provider);
    }
}
