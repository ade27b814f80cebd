package dev.matchmill.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.lock.FenceLostException;
import dev.matchmill.migrations.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a transaction is committed whose connection was lost on the way. */
class CommittedIT {

    private static final String NUMBER = "SELECT CAST(pg_current_xact_id() AS text)";

    private TestDatabase database;
    private OpenRun run;
    private Writes writes;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        run = OpenRun.on(database);
        writes = run.parts().writes();
    }

    @AfterEach
    void close() {
        run.close();
        database.close();
    }

    @Test
    void the_server_says_so_while_the_lock_is_held() throws SQLException {
        assertThat(writes.isCommitted(ended("COMMIT"))).isTrue();
        assertThat(writes.isCommitted(ended("ROLLBACK"))).isFalse();
    }

    @Test
    void a_number_that_a_crashed_server_will_give_again_is_not() {
        assertThat(writes.isCommitted("4611686018427387904")).isFalse();
    }

    @Test
    void nothing_is_believed_when_the_lock_went_with_a_crash() throws SQLException {
        String committed = ended("COMMIT");
        JdbcClient.create(database.dataSource())
                .sql(
                        """
                        SELECT pg_terminate_backend(l.pid, 5000)
                        FROM pg_locks l
                        JOIN pg_database d ON d.oid = l.database
                        WHERE l.locktype = 'advisory' AND d.datname = current_database()
                        """)
                .query()
                .singleRow();

        assertThatThrownBy(() -> writes.isCommitted(committed))
                .isInstanceOf(FenceLostException.class);
        assertThat(writes.isCommitted(ended("ROLLBACK"))).isFalse();
    }

    private String ended(String how) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            String number;
            try (ResultSet row = statement.executeQuery(NUMBER)) {
                row.next();
                number = row.getString(1);
            }
            statement.execute(how);
            return number;
        }
    }
}
