package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabasePerTestIT {

    @Test
    void each_test_gets_a_database_that_no_other_sees() {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            JdbcClient.create(one.dataSource())
                    .sql("INSERT INTO organizations (name) VALUES ('One')")
                    .update();

            assertThat(organizations(one)).isEqualTo(1);
            assertThat(organizations(other)).isZero();
        }
    }

    @Test
    void a_copy_costs_less_than_migrating() {
        TestDatabase.create().close();
        long began = System.nanoTime();
        try (TestDatabase migrated = TestDatabase.empty()) {
            new DatabaseMigrator(migrated.address()).migrate();
        }
        long migrating = System.nanoTime() - began;
        began = System.nanoTime();

        TestDatabase.create().close();

        assertThat(System.nanoTime() - began).isLessThan(migrating);
    }

    @Test
    void a_closed_database_is_gone() {
        TestDatabase database = TestDatabase.create();
        String name = database.address().database();

        database.close();

        try (TestDatabase other = TestDatabase.empty()) {
            assertThat(
                            JdbcClient.create(other.dataSource())
                                    .sql("SELECT count(*) FROM pg_database WHERE datname = :name")
                                    .param("name", name)
                                    .query(Integer.class)
                                    .single())
                    .isZero();
        }
    }

    private static int organizations(TestDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM organizations")
                .query(Integer.class)
                .single();
    }
}
