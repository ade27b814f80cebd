package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each check constraint refuses what constraints.txt says, and nothing else does: without it, the
 * same change to the same valid row is accepted.
 */
class ChecksIT {

    private static final String CHECKS =
            """
            SELECT n.nspname || '.' || c.relname || ' ' || con.conname
            FROM pg_constraint con
            JOIN pg_class c ON c.oid = con.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE con.contype = 'c'
              AND con.coninhcount = 0
              AND n.nspname IN ('public','pipeline','compliance','archive','ops')
            UNION ALL
            SELECT t.typname || ' ' || con.conname
            FROM pg_constraint con
            JOIN pg_type t ON t.oid = con.contypid
            WHERE con.contype = 'c'
              AND t.typnamespace = 'public'::regnamespace
            """;

    private static TestDatabase database;
    private static Connection connection;
    private static SampleRows rows;

    @BeforeAll
    static void create() throws SQLException {
        database = TestDatabase.create();
        connection = database.address().unpooled().getConnection();
        connection.setAutoCommit(false);
        rows = SampleRows.insert(connection);
        connection.commit();
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void every_check_constraint_has_a_case() {
        assertThat(casesByName()).isEqualTo(checks());
        assertThat(checks()).hasSizeGreaterThan(150);
    }

    @Test
    void a_constraint_without_a_case_is_found() throws SQLException {
        run("ALTER TABLE jobs ADD CONSTRAINT ck_jobs_extra CHECK (id > 0)");
        run("ALTER DOMAIN country_code ADD CONSTRAINT ck_extra CHECK (VALUE <> 'XX')");
        connection.commit();

        assertThat(checks())
                .contains("public.jobs ck_jobs_extra", "country_code ck_extra")
                .isNotEqualTo(casesByName());

        run("ALTER TABLE jobs DROP CONSTRAINT ck_jobs_extra");
        run("ALTER DOMAIN country_code DROP CONSTRAINT ck_extra");
        connection.commit();
    }

    @TestFactory
    Stream<DynamicTest> a_check_alone_refuses_what_it_must() {
        return ConstraintCase.all().stream()
                .map(c -> dynamicTest(c.name() + ": " + c.change(), () -> refuses(c)));
    }

    private static void refuses(ConstraintCase check) throws SQLException {
        try {
            String statement = statement(check);
            if (!check.isDomain()) {
                run("ALTER TABLE " + check.owner() + " DISABLE TRIGGER USER");
            }

            assertThat(Trial.of(connection, statement))
                    .isEqualTo(new Trial("23514", check.constraint(), -1));

            run(
                    "ALTER %s %s DROP CONSTRAINT %s"
                            .formatted(
                                    check.isDomain() ? "DOMAIN" : "TABLE",
                                    check.owner(),
                                    check.constraint()));
            assertThat(Trial.of(connection, statement))
                    .as("without the constraint")
                    .isEqualTo(new Trial("", "", check.isDomain() ? 0 : 1));
        } finally {
            connection.rollback();
        }
    }

    private static String statement(ConstraintCase check) {
        return check.isDomain()
                ? "SELECT CAST(%s AS %s)".formatted(check.change(), check.owner())
                : "UPDATE %s AS t SET %s WHERE %s"
                        .formatted(check.owner(), check.change(), rows.condition(check.owner()));
    }

    private static Set<String> casesByName() {
        return ConstraintCase.all().stream()
                .map(ConstraintCase::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> checks() {
        List<String> names =
                JdbcClient.create(database.dataSource()).sql(CHECKS).query(String.class).list();
        return new TreeSet<>(names);
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
