package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseMigratorIT {

    @Test
    void migrates_an_empty_database_and_finds_nothing_to_do_afterwards() {
        try (TestDatabase database = TestDatabase.empty()) {
            DatabaseMigrator migrator = new DatabaseMigrator(database.address());
            assertThat(migrator.pending()).hasSizeGreaterThanOrEqualTo(20);

            int applied = migrator.migrate();

            assertThat(applied).isGreaterThanOrEqualTo(20);
            assertThat(migrator.pending()).isEmpty();
            assertThat(migrator.migrate()).isZero();
            assertThat(migrator.missingRoles()).isEmpty();
        }
    }

    @Test
    void two_databases_of_one_cluster_may_migrate_at_once() {
        try (TestDatabase one = TestDatabase.empty();
                TestDatabase other = TestDatabase.empty()) {
            List<CompletableFuture<Integer>> migrations =
                    Stream.of(one, other)
                            .map(TestDatabase::address)
                            .map(DatabaseMigrator::new)
                            .map(it -> CompletableFuture.supplyAsync(it::migrate))
                            .toList();

            assertThat(migrations).allSatisfy(it -> assertThat(it.join()).isGreaterThan(0));
        }
    }

    @Test
    void two_programs_may_migrate_one_database_at_once() {
        try (TestDatabase database = TestDatabase.empty()) {
            List<CompletableFuture<Integer>> migrations =
                    Stream.generate(() -> new DatabaseMigrator(database.address()))
                            .limit(2)
                            .map(it -> CompletableFuture.supplyAsync(it::migrate))
                            .toList();

            assertThat(migrations.stream().mapToInt(CompletableFuture::join).sum())
                    .isGreaterThanOrEqualTo(20);
            assertThat(new DatabaseMigrator(database.address()).pending()).isEmpty();
        }
    }

    @Test
    void an_invalid_index_is_named() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql("INSERT INTO organizations (name) VALUES ('Twice'), ('Twice')").update();
            assertThatThrownBy(() ->
                            jdbc.sql(
                                            "CREATE UNIQUE INDEX CONCURRENTLY"
                                                    + " uq_broken ON organizations (name)")
                                    .update())
                    .hasMessageContaining("uq_broken");

            assertThatThrownBy(() -> new DatabaseMigrator(database.address()).migrate())
                    .isInstanceOf(PreconditionException.class)
                    .hasMessageContaining("uq_broken")
                    .hasMessageContaining("REINDEX");
        }
    }

    @Test
    void a_changed_migration_is_refused() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient.create(database.dataSource())
                    .sql("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '003'")
                    .update();

            assertThatThrownBy(() -> new DatabaseMigrator(database.address()).migrate())
                    .isInstanceOf(PreconditionException.class)
                    .hasMessageContaining("other migrations");
        }
    }

    @Test
    void a_schema_of_a_newer_program_is_refused() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient.create(database.dataSource())
                    .sql(
                            """
                            INSERT INTO flyway_schema_history
                                (installed_rank, version, description, type, script, installed_by,
                                 execution_time, success)
                            VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, TRUE)
                            """)
                    .update();

            assertThatThrownBy(() -> new DatabaseMigrator(database.address()).pending())
                    .isInstanceOf(PreconditionException.class)
                    .hasMessageContaining("newer Matchmill");
        }
    }
}
