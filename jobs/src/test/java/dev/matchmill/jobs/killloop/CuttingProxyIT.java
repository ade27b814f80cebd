package dev.matchmill.jobs.killloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the proxy cuts is a COMMIT and nothing else, on the side that it was told. */
class CuttingProxyIT {

    private static final int STATEMENTS = 12;

    private TestDatabase database;
    private CuttingProxy proxy;

    @BeforeEach
    void open() throws IOException {
        database = TestDatabase.create();
        JdbcClient.create(database.dataSource()).sql("CREATE TABLE seen (n integer)").update();
        proxy =
                new CuttingProxy(
                        Integer.parseInt(
                                database.address().url().replaceAll("^.*:(\\d+)/.*$", "$1")));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_statements_before_it_pass_and_the_server_has_or_has_not_done_it(CuttingProxy.Cut where)
            throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Transactions before it: by then the driver has named its COMMIT, or had it unnamed.
            for (int i = 0; i < STATEMENTS; i++) {
                statement.execute("INSERT INTO seen VALUES (" + i + ")");
                connection.commit();
            }
            proxy.cut(where, 0);
            for (int i = 0; i < STATEMENTS; i++) {
                statement.execute("INSERT INTO seen VALUES (100)");
            }
            assertThat(proxy.cuts()).isZero();

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        assertThat(proxy.cuts()).isOne();
        long done = where == CuttingProxy.Cut.AFTER_COMMIT ? STATEMENTS : 0;
        assertThat(seen()).isEqualTo(STATEMENTS + done);
    }

    private Connection connect() throws SQLException {
        DatabaseAddress address = database.address();
        return DriverManager.getConnection(
                address.url().replaceAll(":\\d+/", ":" + proxy.port() + "/"),
                address.username(),
                address.password());
    }

    private long seen() {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM seen")
                .query(Long.class)
                .single();
    }
}
