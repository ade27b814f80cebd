package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaRightsIT {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void the_owner_migrates_and_may_work_as_every_role() {
        SchemaRights owner = new SchemaRights(database.address());

        assertThat(owner.mayMigrate()).isTrue();
        assertThat(DeclaredGrants.ROLES)
                .allMatch(role -> owner.standing(role) == RoleStanding.MEMBER);
    }

    @Test
    void a_member_of_the_batch_role_reads_as_well_and_does_not_migrate() {
        try (TestLogin login = TestLogin.of(database, "ats_batch")) {
            SchemaRights rights = new SchemaRights(login.address());

            assertThat(rights.mayMigrate()).isFalse();
            assertThatCode(() -> rights.requireMember("ats_batch")).doesNotThrowAnyException();
            assertThatCode(() -> rights.requireMember("ats_reader")).doesNotThrowAnyException();
            assertThat(rights.standing("ats_privacy")).isEqualTo(RoleStanding.STRANGER);
            assertThat(new DatabaseMigrator(login.address()).pending()).isEmpty();
        }
    }

    @Test
    void a_stranger_is_told_which_grant_is_missing() {
        try (TestLogin login = TestLogin.of(database)) {
            assertThatThrownBy(() -> new SchemaRights(login.address()).requireMember("ats_batch"))
                    .isInstanceOf(PreconditionException.class)
                    .hasMessageContaining(
                            "GRANT ats_batch TO \"" + login.address().username() + "\"");
        }
    }

    @Test
    void a_role_that_nobody_created_and_one_without_rights_are_told_apart() {
        try (TestDatabase own = TestDatabase.create()) {
            SchemaRights rights = new SchemaRights(own.address());
            JdbcClient.create(own.dataSource())
                    .sql("REVOKE USAGE ON SCHEMA pipeline, compliance FROM ats_reader, ats_batch")
                    .update();

            assertThatThrownBy(() -> rights.requireMember("ats_nobody"))
                    .hasMessageContaining("ops.install_roles()")
                    .hasMessageContaining("step-down");
            assertThatThrownBy(() -> rights.requireMember("ats_reader"))
                    .hasMessageContaining("has no rights in database " + own.address().database())
                    .hasMessageContaining("ops.install_grants()");
        }
    }

    @Test
    void an_empty_database_is_migrated_by_whoever_may_create_there() {
        try (TestDatabase empty = TestDatabase.empty();
                TestLogin login = TestLogin.of(empty, "ats_batch")) {
            assertThat(new SchemaRights(empty.address()).mayMigrate()).isTrue();
            assertThat(new SchemaRights(login.address()).mayMigrate()).isFalse();
        }
    }
}
