package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.server.DatabaseAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaChecksIT {

    @Test
    void a_plain_owner_without_the_extension_is_told_what_to_ask_for() {
        String role = "matchmill_test_" + ProcessHandle.current().pid() + "_plain";
        try (TestDatabase server = TestDatabase.empty()) {
            JdbcClient jdbc = JdbcClient.create(server.dataSource());
            jdbc.sql("CREATE ROLE " + role + " LOGIN PASSWORD 'plain'").update();
            jdbc.sql("CREATE DATABASE " + role + " TEMPLATE template0").update();
            try {
                DatabaseAddress bare =
                        DatabaseAddress.parse(
                                server.address().withDatabase(role).url(), role, "plain");

                assertThatThrownBy(() -> new DatabaseMigrator(bare).migrate())
                        .isInstanceOf(PreconditionException.class)
                        .hasMessageContaining("has no extension vector")
                        .hasMessageContaining("CREATE EXTENSION vector");
            } finally {
                // Waits for the other role's session to end; only its owner could force it.
                jdbc.sql("DROP DATABASE " + role).update();
                jdbc.sql("DROP ROLE " + role).update();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5.1", "0.7.4"})
    void an_old_pgvector_is_refused_with_its_version(String version) {
        assertThatThrownBy(() -> SchemaChecks.requireVector(version, false, "update it"))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(version)
                .hasMessageContaining("0.8.0 or newer: update it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.8.0", "0.8.10", "0.10.0", "1.0"})
    void a_new_enough_pgvector_passes(String version) {
        assertThatCode(() -> SchemaChecks.requireVector(version, false, ""))
                .doesNotThrowAnyException();
    }

    @Test
    void a_wrong_password_is_told_as_such_and_not_shown() {
        try (TestDatabase database = TestDatabase.empty()) {
            DatabaseAddress wrong =
                    DatabaseAddress.parse(database.address().url(), "nobody_here", "hunter2");

            assertThatThrownBy(() -> new DatabaseMigrator(wrong).pending())
                    .isInstanceOf(PreconditionException.class)
                    .hasMessageContaining("refuses user nobody_here")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void a_database_that_does_not_exist_is_named() {
        try (TestDatabase database = TestDatabase.empty()) {
            DatabaseAddress missing = database.address().withDatabase("not_made_yet");

            assertThatThrownBy(() -> new DatabaseMigrator(missing).migrate())
                    .isInstanceOf(PreconditionException.class)
                    .hasMessageContaining("not_made_yet does not exist");
        }
    }

    @Test
    void versions_are_plain_numbers() {
        try (TestDatabase database = TestDatabase.create()) {
            ServerVersions versions = new DatabaseMigrator(database.address()).serverVersions();

            assertThat(versions.postgresql()).matches("\\d+\\.\\d+");
            assertThat(versions.vector()).matches("\\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void a_database_that_is_down_is_no_precondition() {
        DatabaseAddress nowhere =
                DatabaseAddress.parse("postgresql://127.0.0.1:1/none", "nobody", "x");

        assertThatThrownBy(() -> new DatabaseMigrator(nowhere).migrate())
                .isInstanceOf(DatabaseAccessException.class)
                .isNotInstanceOf(PreconditionException.class);
        assertThat(nowhere.database()).isEqualTo("none");
    }
}
