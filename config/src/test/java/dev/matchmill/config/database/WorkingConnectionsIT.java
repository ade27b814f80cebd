package dev.matchmill.config.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.TestLogin;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class WorkingConnectionsIT {

    private static final String WHO =
            """
            SELECT concat_ws(' ', current_user, current_setting('statement_timeout'),
                             current_setting('lock_timeout'),
                             current_setting('idle_in_transaction_session_timeout'))
            """;

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(WorkingRole.class)
    void pooled_and_unpooled_connections_step_down_and_have_the_time_limits(WorkingRole role)
            throws SQLException {
        String user = role == WorkingRole.LOGIN ? database.address().username() : role.label();
        WorkingConnections connections = connections(database.address(), role);

        try (HikariDataSource pool = new DatabaseConfiguration().dataSource(connections);
                Connection single = connections.open()) {
            assertThat(JdbcClient.create(pool).sql(WHO).query(String.class).single())
                    .isEqualTo(user + " 1min 5s 30s");
            assertThat(
                            JdbcClient.create(new SingleConnectionDataSource(single, true))
                                    .sql(WHO)
                                    .query(String.class)
                                    .single())
                    .isEqualTo(user + " 1min 5s 30s");
        }
    }

    @Test
    void the_role_stays_when_a_transaction_is_undone() {
        WorkingConnections connections = connections(database.address(), WorkingRole.READER);

        try (HikariDataSource pool = new DatabaseConfiguration().dataSource(connections)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            assertThatThrownBy(() -> jdbc.sql("DELETE FROM jobs").update())
                    .rootCause()
                    .hasMessageContaining("permission denied for table jobs");
            assertThat(jdbc.sql("SELECT current_user").query(String.class).single())
                    .isEqualTo("ats_reader");
        }
    }

    @Test
    void a_login_that_owns_nothing_works_as_the_role_it_is_a_member_of() throws SQLException {
        try (TestLogin member = TestLogin.of(database, "ats_batch");
                TestLogin stranger = TestLogin.of(database)) {
            connections(member.address(), WorkingRole.BATCH).open().close();
            WorkingConnections refused = connections(stranger.address(), WorkingRole.BATCH);

            assertThatThrownBy(refused::open)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    private static WorkingConnections connections(DatabaseAddress address, WorkingRole role) {
        String password = address.password();
        DatabaseSettings settings =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of(
                                                "matchmill.database.url", address.url(),
                                                "matchmill.database.username", address.username(),
                                                "matchmill.database.password",
                                                        password == null ? "" : password)))
                        .bindOrCreate("matchmill.database", DatabaseSettings.class);
        return new WorkingConnections(settings, role);
    }
}
