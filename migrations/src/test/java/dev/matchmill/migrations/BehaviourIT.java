package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs behaviour.sql, in which each check of the schema's constraints and triggers is a row. */
class BehaviourIT {

    @TestFactory
    List<DynamicTest> the_schema_refuses_and_does_what_it_must() throws SQLException, IOException {
        List<DynamicTest> checks = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.address().unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(script());
            try (ResultSet rows =
                    statement.executeQuery("SELECT name, problem FROM checks ORDER BY position")) {
                while (rows.next()) {
                    String problem = rows.getString("problem");
                    checks.add(
                            dynamicTest(
                                    rows.getString("name"), () -> assertThat(problem).isNull()));
                }
            }
            connection.rollback();
        }
        assertThat(checks).hasSizeGreaterThan(80);
        return checks;
    }

    private static String script() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BehaviourIT.class.getResourceAsStream("behaviour.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
