package dev.matchmill.migrations.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.LocalPostgres.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LocalPostgresIT {

    @TempDir private Path folder;
    private Path home = Path.of("");

    @BeforeEach
    void open_the_folder_to_the_user_that_runs_postgres() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = folder.resolve("a home of nobody's");
    }

    @AfterEach
    void leave_nothing() {
        LocalPostgres.destroy(home, _ -> {});
    }

    @Test
    void the_last_one_out_stops_the_server() throws SQLException {
        LocalPostgres first = join();
        LocalPostgres second = join();
        assertThat(first.description().started()).isTrue();
        assertThat(second.description().started()).isFalse();
        assertThat(second.address()).isEqualTo(first.address());

        first.close();
        assertThat(one(second.address(), "SELECT 1")).isEqualTo("1");
        assertThat(LocalPostgres.status(home)).map(Description::address).contains(second.address());

        second.close();
        assertThat(LocalPostgres.status(home)).isEmpty();
    }

    @Test
    void a_killed_program_leaves_no_server_behind() throws IOException, InterruptedException {
        Process holder = startHolder();
        try (var lines = holder.inputReader()) {
            assertThat(lines.readLine()).startsWith("joined jdbc:postgresql://127.0.0.1:");
            assertThat(LocalPostgres.status(home)).isPresent();

            holder.destroyForcibly().waitFor();

            assertThat(stoppedWithin(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void what_was_asked_to_keep_running_does_so_until_it_is_stopped() {
        Description kept = LocalPostgres.start(home, Profile.TEST, _ -> {});
        join().close();
        assertThat(LocalPostgres.status(home)).map(Description::address).contains(kept.address());

        LocalPostgres.stop(home, _ -> {});

        assertThat(LocalPostgres.status(home)).isEmpty();
    }

    @Test
    void j27_what_takes_longer_than_100_ms_is_in_the_log_without_its_values() throws Exception {
        try (LocalPostgres server = join();
                Connection connection = server.address().unpooled().getConnection();
                PreparedStatement slow =
                        connection.prepareStatement("SELECT pg_sleep(0.2), CAST(? AS text)")) {
            slow.setString(1, "somebody's secret");
            slow.executeQuery().close();

            assertThat(Files.readString(home.resolve("postgres/run/server.log")))
                    .containsPattern("duration: \\d+\\.\\d+ ms .*SELECT pg_sleep\\(0\\.2\\)")
                    .doesNotContain("secret");
        }
    }

    @Test
    void stopping_waits_for_those_who_use_the_server() throws SQLException {
        LocalPostgres.start(home, Profile.TEST, _ -> {});
        LocalPostgres user = join();

        LocalPostgres.stop(home, _ -> {});
        assertThat(one(user.address(), "SELECT 1")).isEqualTo("1");

        user.close();
        assertThat(LocalPostgres.status(home)).isEmpty();
    }

    @Test
    void data_outlive_the_server() throws SQLException {
        try (LocalPostgres server = join()) {
            run(server.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (LocalPostgres server = join()) {
            assertThat(one(server.address(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void many_may_come_at_once() {
        LocalPostgres[] all =
                IntStream.range(0, 5)
                        .parallel()
                        .mapToObj(_ -> join())
                        .toArray(LocalPostgres[]::new);

        assertThat(all).extracting(it -> it.description().started()).containsOnlyOnce(true);
        for (LocalPostgres one : all) {
            one.close();
        }
        assertThat(LocalPostgres.status(home)).isEmpty();
    }

    @Test
    void the_owner_is_no_superuser_and_finds_the_extensions_in_every_database()
            throws SQLException {
        try (LocalPostgres server = join()) {
            assertThat(
                            one(
                                    server.address(),
                                    "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo(server.address().source() == DatabaseSource.LOCAL ? "f" : "t");

            run(server.address(), "CREATE DATABASE fresh");

            assertThat(
                            one(
                                    server.address().withDatabase("fresh"),
                                    "SELECT count(*) FROM pg_extension WHERE extname IN ('vector',"
                                            + " 'pg_stat_statements', 'pgstattuple')"))
                    .isEqualTo("3");
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_precondition() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> LocalPostgres.join(file, Profile.TEST, _ -> {}))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("MATCHMILL_DATABASE_URL");
    }

    private LocalPostgres join() {
        return LocalPostgres.join(home, Profile.TEST, _ -> {});
    }

    private Process startHolder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JoinAndWait.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private boolean stoppedWithin(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Optional<Description> server = LocalPostgres.status(home);
        while (server.isPresent() && System.nanoTime() < end) {
            server = LocalPostgres.status(home);
        }
        return server.isEmpty();
    }

    private static void run(DatabaseAddress address, String command) throws SQLException {
        try (Connection connection = address.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String one(DatabaseAddress address, String query) throws SQLException {
        try (Connection connection = address.unpooled().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
