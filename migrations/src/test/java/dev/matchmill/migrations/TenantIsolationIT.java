package dev.matchmill.migrations;

import static dev.matchmill.migrations.TwoTenants.FIRST;
import static dev.matchmill.migrations.TwoTenants.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.matchmill.migrations.TwoTenants.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** As ats_app, one tenant tries everything on the other's row of every table, and finds nothing. */
class TenantIsolationIT {

    private static final List<String> REFUSALS = List.of("42501", "23503");

    private static TestDatabase database;
    private static TwoTenants tenants;
    private static AppSession app;

    @BeforeAll
    static void create() throws SQLException {
        database = TestDatabase.create();
        try (Connection connection = database.address().unpooled().getConnection()) {
            connection.setAutoCommit(false);
            tenants = TwoTenants.insert(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "UPDATE jobs SET status = 'open', is_public = true, expires_at = NULL");
                statement.execute("SET LOCAL ROLE ats_batch");
                statement.execute("SELECT ops.refresh_active_jobs_summary()");
            }
            connection.commit();
        }
        app = new AppSession(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> each_tenant_sees_its_own_row_and_not_the_others() {
        return probes((table, own, other, tenant) -> {
            assertThat(app.count(tenant, table, own.condition())).isEqualTo(1);
            assertThat(app.count(tenant, table, other.condition())).isZero();
            assertThat(app.count(0, table, "true")).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> no_tenant_changes_the_others_row() {
        return probes((table, own, other, tenant) -> {
            if (app.may(table, "UPDATE")) {
                String key = app.firstKeyColumn(table);
                String update = "UPDATE %s t SET %s = t.%s WHERE ".formatted(table, key, key);
                assertThat(app.update(tenant, update + other.condition())).isZero();
                assertThat(app.update(tenant, update + own.condition())).isEqualTo(1);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> no_tenant_deletes_the_others_row() {
        return probes((table, own, other, tenant) -> {
            if (app.may(table, "DELETE")) {
                String delete = "DELETE FROM " + table + " t WHERE ";
                assertThat(app.update(tenant, delete + other.condition())).isZero();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> no_tenant_adds_a_row_for_the_other() {
        return probes((table, own, other, tenant) -> {
            if (app.may(table, "INSERT")) {
                assertRefused(tenant, app.insertOf(table, other.json()));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> no_tenant_gives_its_row_away_or_names_a_row_of_the_other() {
        return probes((table, own, other, tenant) -> {
            if (app.may(table, "UPDATE")) {
                long stranger = FIRST + SECOND - tenant;
                for (String column : app.tenantReferences(table)) {
                    assertRefused(
                            tenant,
                            "UPDATE %s t SET %s = %d WHERE %s"
                                    .formatted(table, column, stranger, own.condition()));
                }
            }
        });
    }

    @Test
    void every_table_is_isolated_or_declared_shared() {
        assertThat(app.unprotected(database)).isEmpty();
    }

    @Test
    void a_new_table_of_tenants_without_a_policy_is_noticed_and_the_next_migration_isolates_it() {
        try (TestDatabase own = TestDatabase.create()) {
            JdbcClient there = JdbcClient.create(own.dataSource());
            there.sql(
                            """
                            CREATE TABLE gifts (
                                id bigint PRIMARY KEY,
                                organization_id bigint NOT NULL REFERENCES organizations);
                            CREATE TABLE gift_notes (
                                gift_id bigint PRIMARY KEY REFERENCES gifts ON DELETE CASCADE);
                            GRANT SELECT ON gifts TO ats_app;
                            INSERT INTO organizations (id, name) VALUES (1, 'A'), (2, 'B');
                            INSERT INTO gifts VALUES (1, 1), (2, 2);
                            INSERT INTO gift_notes VALUES (1), (2);
                            """)
                    .update();
            AppSession there2 = new AppSession(own);
            assertThat(there2.unprotected(own)).containsExactly("gift_notes", "gifts");

            there.sql("SELECT ops.install_grants()").query().listOfRows();

            assertThat(there2.unprotected(own)).isEmpty();
            for (String table : List.of("gifts", "gift_notes")) {
                assertThat(there2.count(1, table, "true")).isEqualTo(1);
            }
        }
    }

    @Test
    void views_show_a_tenant_no_more_than_the_tables_do() throws SQLException {
        for (String view :
                List.of(
                        "jobs_with_counters",
                        "candidate_profiles",
                        "pipeline.current_matches",
                        "organization_jobs_summary")) {
            String key = view.startsWith("pipeline") ? "job_id" : "id";
            assertThat(app.count(FIRST, view, key + " = " + FIRST)).as(view).isEqualTo(1);
            assertThat(app.count(FIRST, view, key + " = " + SECOND)).as(view).isZero();
            assertThat(app.count(0, view, "true")).as(view).isZero();
        }
    }

    @Test
    void a_new_person_is_seen_by_the_tenant_that_takes_the_application_and_by_no_other()
            throws SQLException {
        String add =
                """
                INSERT INTO candidates (id, email, full_name) VALUES (7, 'new@example.com', 'New');
                INSERT INTO applications (id, job_id, organization_id, candidate_id, candidate_email)
                VALUES (7, 900001, 900001, 7, 'new@example.com')
                """;
        assertThat(app.countAfter(FIRST, add, "candidates", "id = 7")).isEqualTo(1);
        assertThat(app.countAfter(FIRST, add.split(";", -1)[0], "candidates", "id = 7")).isZero();
    }

    @Test
    void only_a_draft_of_an_offer_is_deleted() throws SQLException {
        String delete = "DELETE FROM offers WHERE id = " + FIRST;
        String draft =
                "UPDATE offers SET status = 'draft', sent_at = NULL, responded_at = NULL,"
                        + " decline_reason = NULL WHERE id = "
                        + FIRST;

        assertThat(app.update(FIRST, "UPDATE offers SET status = 'approved' WHERE id = " + FIRST))
                .isEqualTo(1);
        assertThat(app.updateAfter(FIRST, draft.replace("'draft'", "'withdrawn'"), delete))
                .isZero();
        assertThat(app.updateAfter(FIRST, draft, delete)).isEqualTo(1);
    }

    @Test
    void a_person_who_is_signed_in_reads_the_own_profile_and_applications_and_no_tenants()
            throws SQLException {
        String signIn = "SELECT set_config('ats.actor_user_id', '900001', true)";

        assertThat(app.countAfter(0, signIn, "candidates", "id = 900001")).isEqualTo(1);
        assertThat(app.countAfter(0, signIn, "candidates", "id <> 900001")).isZero();
        assertThat(app.countAfter(0, signIn, "own_applications", "job_id = 900001")).isEqualTo(1);
        assertThat(app.countAfter(0, signIn, "own_applications", "job_id <> 900001")).isZero();
        assertThat(app.countAfter(0, signIn, "applications", "true")).isZero();
        assertThat(app.count(0, "own_applications", "true")).isZero();
    }

    @Test
    void before_signing_in_one_finds_public_postings_and_the_login_of_an_address() {
        String known = "login_of_address('email.of.users@example.com')";

        assertThat(app.count(0, known, "user_id = 900001")).isEqualTo(1);
        assertThat(app.count(0, "login_of_address('nobody@example.com')", "true")).isZero();
        assertThat(app.count(0, "login_of_token('\\x00')", "true")).isZero();
        assertThat(app.count(0, "public_postings", "true")).isPositive();
        assertThat(app.count(0, "jobs", "true")).isZero();
    }

    private interface Probe {
        void run(String table, Row own, Row other, long tenant) throws SQLException;
    }

    private static Stream<DynamicTest> probes(Probe probe) {
        assertThat(tenants.tables()).hasSizeGreaterThan(50);
        return tenants.tables().stream()
                .flatMap(table ->
                        LongStream.of(FIRST, SECOND)
                                .mapToObj(tenant ->
                                        dynamicTest(
                                                table + " as " + tenant,
                                                () ->
                                                        probe.run(
                                                                table,
                                                                tenants.of(tenant, table),
                                                                tenants.of(
                                                                        FIRST + SECOND - tenant,
                                                                        table),
                                                                tenant))));
    }

    private static void assertRefused(long tenant, String statement) {
        assertThatThrownBy(() -> app.update(tenant, statement))
                .as(statement)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        // by its policy, or by a composite key that holds the tenant
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isIn(REFUSALS));
    }
}
