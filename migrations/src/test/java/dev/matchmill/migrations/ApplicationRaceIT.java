package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;

/** Many connections apply at the same instant: the unique indexes decide, whatever the timing. */
class ApplicationRaceIT {

    private static final int RIVALS = 50;

    private static final String BY_CANDIDATE = "23505 uq_applications_job_candidate_active";
    private static final String BY_ADDRESS = "23505 uq_applications_job_email_active";

    private static final String APPLY =
            """
            INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email, attempt_no)
            VALUES (1, 1, 1, '%s', %d)
            """;

    private static final String APPLY_UNLINKED =
            """
            INSERT INTO applications (job_id, organization_id, candidate_email)
            VALUES (1, 1, 'ada@example.org')
            """;

    private static final String UNREJECT =
            "UPDATE applications SET status = 'pending', rejection_reason = NULL WHERE id = ";

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        run("INSERT INTO organizations (id, name) VALUES (1, 'A')");
        run("INSERT INTO candidates (id, email, full_name) VALUES (1, 'ada@example.org', 'A')");
        run(
                """
                INSERT INTO jobs (id, organization_id, title, description, status, posted_at)
                VALUES (1, 1, 'Engineer', 'x', 'open', now())
                """);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void one_of_fifty_applications_of_a_person_wins() {
        List<String> ends = race(i -> APPLY.formatted("ada" + i + "@example.org", 1));

        assertThat(ends).containsExactlyInAnyOrderElementsOf(oneAnd(BY_CANDIDATE));
        assertThat(count("applications")).isEqualTo(1);
        assertThat(applicationsCounted()).isEqualTo(1);
    }

    @Test
    void one_of_fifty_applications_of_an_address_wins_before_the_person_is_known() {
        assertThat(race(_ -> APPLY_UNLINKED))
                .containsExactlyInAnyOrderElementsOf(oneAnd(BY_ADDRESS));
        assertThat(count("applications")).isEqualTo(1);
    }

    @Test
    void fifty_people_apply_for_one_posting_and_all_are_counted() {
        run(
                """
                INSERT INTO candidates (id, email, full_name)
                SELECT i, i || '@example.org', 'A' FROM generate_series(100, 149) i
                """);

        List<String> ends =
                race(i ->
                        """
                        INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
                        VALUES (1, 1, %1$d, '%1$d@example.org')
                        """
                                .formatted(i + 100));

        assertThat(ends).hasSize(RIVALS).containsOnly("done");
        assertThat(applicationsCounted()).isEqualTo(RIVALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "withdrawn"})
    void one_of_fifty_applies_again_after_the_end_of_the_first_application(String end) {
        ended(1, 1, end);

        List<String> ends = race(i -> APPLY.formatted("ada" + i + "@example.org", 2));

        assertThat(ends).containsExactlyInAnyOrderElementsOf(oneAnd(BY_CANDIDATE));
        assertThat(count("applications WHERE attempt_no = 2 AND status = 'pending'")).isEqualTo(1);
    }

    @Test
    void a_rejection_is_not_reversed_while_a_newer_application_runs() {
        ended(1, 1, "rejected");
        run(APPLY.formatted("ada@example.org", 2));

        assertThat(end(UNREJECT + 1)).isEqualTo(BY_CANDIDATE);

        run("UPDATE applications SET status = 'withdrawn' WHERE attempt_no = 2");
        assertThat(end(UNREJECT + 1)).isEqualTo("done");
    }

    @Test
    void of_two_rejections_reversed_at_once_one_wins() {
        ended(1, 1, "rejected");
        ended(2, 2, "rejected");

        List<String> ends = race(i -> UNREJECT + (1 + i % 2));

        // those who reverse what is reversed already change nothing
        assertThat(ends).contains(BY_CANDIDATE).containsOnly("done", BY_CANDIDATE);
        assertThat(count("applications WHERE status = 'pending'")).isEqualTo(1);
    }

    @Test
    void a_reversal_and_new_applications_at_once_leave_one_running() {
        ended(1, 1, "rejected");

        List<String> ends =
                race(i -> i % 2 == 0 ? UNREJECT + 1 : APPLY.formatted(i + "@example.org", 2));

        assertThat(ends).containsOnly("done", BY_CANDIDATE);
        assertThat(count("applications WHERE status = 'pending'")).isEqualTo(1);
    }

    private void ended(long id, int attempt, String end) {
        run(APPLY.formatted("ada@example.org", attempt));
        run("UPDATE applications SET id = %d WHERE attempt_no = %d".formatted(id, attempt));
        run(
                "UPDATE applications SET status = '%s', rejection_reason = %s WHERE id = %d"
                        .formatted(end, end.equals("rejected") ? "'other'" : "NULL", id));
    }

    /** Runs a statement on each of fifty connections, all let go at once; how each ended. */
    private List<String> race(IntFunction<String> statement) {
        CountDownLatch ready = new CountDownLatch(RIVALS);
        CountDownLatch go = new CountDownLatch(1);
        List<Connection> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < RIVALS; i++) {
                connections.add(database.address().unpooled().getConnection());
            }
            List<Future<String>> rivals = new ArrayList<>();
            for (int i = 0; i < RIVALS; i++) {
                Connection connection = connections.get(i);
                String sql = statement.apply(i);
                Callable<String> rival =
                        () -> {
                            ready.countDown();
                            go.await();
                            return end(connection, sql);
                        };
                rivals.add(threads.submit(rival));
            }
            ready.await();
            go.countDown();
            List<String> ends = new ArrayList<>();
            for (Future<String> rival : rivals) {
                ends.add(rival.get());
            }
            return ends;
        } catch (SQLException | InterruptedException | ExecutionException failed) {
            throw new AssertionError("the race did not end", failed);
        } finally {
            connections.forEach(JdbcUtils::closeConnection);
        }
    }

    private String end(String sql) {
        try (Connection connection = database.address().unpooled().getConnection()) {
            return end(connection, sql);
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }

    private static String end(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            return "done";
        } catch (PSQLException refused) {
            return refused.getSQLState()
                    + " "
                    + Objects.requireNonNull(refused.getServerErrorMessage()).getConstraint();
        }
    }

    private static List<String> oneAnd(String refusal) {
        List<String> ends = new ArrayList<>(Collections.nCopies(RIVALS - 1, refusal));
        ends.add("done");
        return ends;
    }

    private void run(String sql) {
        jdbc().sql(sql).update();
    }

    private long applicationsCounted() {
        return jdbc().sql("SELECT applications_count FROM job_counters WHERE job_id = 1")
                .query(Long.class)
                .single();
    }

    private long count(String from) {
        return jdbc().sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }
}
