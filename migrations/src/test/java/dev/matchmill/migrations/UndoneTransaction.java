package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A connection whose one transaction is undone by {@link #close}. */
final class UndoneTransaction implements AutoCloseable {

    private final Connection connection;
    private final JdbcClient jdbc;

    private UndoneTransaction(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    static UndoneTransaction on(TestDatabase database) throws SQLException {
        Connection connection = database.address().unpooled().getConnection();
        connection.setAutoCommit(false);
        return new UndoneTransaction(connection);
    }

    Connection connection() {
        return connection;
    }

    /** Runs one or several statements. */
    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
