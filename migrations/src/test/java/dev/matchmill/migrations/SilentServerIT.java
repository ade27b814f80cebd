package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that falls silent while a program starts: the start ends, and says why. */
class SilentServerIT {

    private static TestDatabase database;
    private static long whole;

    @BeforeAll
    static void measure() throws IOException {
        database = TestDatabase.create();
        try (MutedConnections never =
                new MutedConnections(database.address(), Long.MAX_VALUE - 1)) {
            assertThat(migrate(never)).isZero();
            whole = never.passed();
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20, 40, 60, 80})
    @Timeout(60)
    void a_start_ends_wherever_the_answers_stop(int percent) throws IOException {
        try (MutedConnections muted =
                new MutedConnections(database.address(), whole * percent / 100)) {
            assertThatThrownBy(() -> migrate(muted))
                    .rootCause()
                    .isInstanceOfAny(SQLException.class, IOException.class);
        }
    }

    private static int migrate(MutedConnections connections) {
        return new DatabaseMigrator(
                        connections.address(),
                        MigrationOptions.usual().withSilence(Duration.ofSeconds(2)))
                .migrate();
    }
}
