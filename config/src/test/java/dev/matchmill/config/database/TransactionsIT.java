package dev.matchmill.config.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionsIT {

    private static final TestDatabase DATABASE = TestDatabase.empty();

    private final JdbcTransactionManager manager =
            new JdbcTransactionManager(DATABASE.dataSource());
    private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());
    private final Transactions transactions = new Transactions(manager);
    private final AtomicInteger attempts = new AtomicInteger();

    @BeforeAll
    static void open() {
        JdbcClient.create(DATABASE.dataSource())
                .sql("CREATE TABLE note (word text PRIMARY KEY, transaction bigint)")
                .update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void clear() {
        jdbc.sql("TRUNCATE note").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "57P01", "57P02", "57P03", "08006", "08003"})
    void what_helps_by_repeating_is_repeated_in_a_new_transaction(String state) {
        long kept =
                transactions.inNew(() -> {
                    note("attempt " + attempts.incrementAndGet());
                    if (attempts.get() < 3) {
                        fail(state);
                    }
                    return jdbc.sql("SELECT txid_current()").query(Long.class).single();
                });

        assertThat(attempts).hasValue(3);
        assertThat(words()).containsExactly("attempt 3");
        assertThat(jdbc.sql("SELECT transaction FROM note").query(Long.class).single())
                .isEqualTo(kept);
    }

    @Test
    void after_five_attempts_the_failure_is_thrown_and_nothing_stays() {
        assertThatThrownBy(() ->
                        transactions.inNew(() -> {
                            note("attempt " + attempts.incrementAndGet());
                            fail("40001");
                        }))
                .isInstanceOf(DataAccessException.class);

        assertThat(attempts).hasValue(5);
        assertThat(words()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "22001", "22P02", "42601", "42501", "57014", "P0001"})
    void what_does_not_help_by_repeating_is_thrown_at_once(String state) {
        assertThatThrownBy(() ->
                        transactions.inNew(() -> {
                            attempts.incrementAndGet();
                            fail(state);
                        }))
                .satisfies(thrown -> assertThat(Transactions.sqlState(thrown)).isEqualTo(state));

        assertThat(attempts).hasValue(1);
    }

    @Test
    void a_connection_that_the_server_ended_is_replaced() {
        transactions.inNew(() -> {
            if (attempts.incrementAndGet() == 1) {
                jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())").query().listOfRows();
            }
            note("survived");
        });

        assertThat(attempts).hasValue(2);
        assertThat(words()).containsExactly("survived");
    }

    @Test
    void a_real_deadlock_ends_with_both_works_done() throws Exception {
        jdbc.sql("INSERT INTO note VALUES ('a'), ('b')").update();
        var meeting = new java.util.concurrent.CyclicBarrier(2);
        Thread other = Thread.ofVirtual().start(() -> touch("b", "a", meeting));
        touch("a", "b", meeting);
        other.join();

        assertThat(jdbc.sql("SELECT sum(transaction) FROM note").query(Long.class).single())
                .isEqualTo(4);
        assertThat(attempts.get()).isGreaterThan(2);
    }

    @Test
    void a_failed_savepoint_undoes_its_own_statements_only() {
        transactions.inNew(() -> {
            note("before");
            assertThatThrownBy(() ->
                            transactions.inSavepoint(() -> {
                                note("undone");
                                fail("23514");
                                return true;
                            }))
                    .matches(Transactions::isRefusal);
            note("after");
        });

        assertThat(words()).containsExactly("after", "before");
    }

    @Test
    void halves_find_the_refused_item_in_few_tries_and_keep_its_neighbours() {
        List<Integer> numbers = IntStream.range(0, 64).boxed().toList();

        List<String> results =
                transactions.inNew(() ->
                        transactions.inHalves(
                                numbers,
                                part -> {
                                    attempts.incrementAndGet();
                                    return part.stream().map(this::noteUnless41).toList();
                                },
                                (number, state) -> number + " " + state));

        assertThat(results).hasSize(64).contains("41 23514", Index.atIndex(41));
        assertThat(words()).hasSize(63).doesNotContain("41");
        // Two parts on each of the levels below the whole.
        assertThat(attempts).hasValue(1 + 2 * 6);
    }

    @Test
    void halves_are_not_tried_when_the_world_failed() {
        assertThatThrownBy(() ->
                        transactions.inNew(() ->
                                transactions.inHalves(
                                        List.of(1, 2),
                                        part -> {
                                            attempts.incrementAndGet();
                                            fail("42501");
                                            return part;
                                        },
                                        (number, _) -> number)))
                .satisfies(thrown -> assertThat(Transactions.sqlState(thrown)).isEqualTo("42501"));

        assertThat(attempts).hasValue(1);
    }

    private String noteUnless41(int number) {
        if (number == 41) {
            fail("23514");
        }
        note(Integer.toString(number));
        return "noted";
    }

    @Test
    void new_work_commits_even_when_the_transaction_around_it_rolls_back() {
        new TransactionTemplate(manager)
                .executeWithoutResult(around -> {
                    note("around");
                    transactions.inNew(() -> note("own"));
                    around.setRollbackOnly();
                });

        assertThat(words()).containsExactly("own");
    }

    // Takes two rows in an order that meets another's; the second pass finds the way free.
    private void touch(String first, String second, java.util.concurrent.CyclicBarrier meeting) {
        AtomicInteger own = new AtomicInteger();
        transactions.inNew(() -> {
            attempts.incrementAndGet();
            add(first);
            if (own.incrementAndGet() == 1) {
                try {
                    meeting.await(10, java.util.concurrent.TimeUnit.SECONDS);
                } catch (Exception missed) {
                    throw new IllegalStateException(missed);
                }
            }
            add(second);
        });
    }

    private void add(String word) {
        jdbc.sql("UPDATE note SET transaction = coalesce(transaction, 0) + 1 WHERE word = :word")
                .param("word", word)
                .update();
    }

    private void note(String word) {
        jdbc.sql("INSERT INTO note VALUES (:word, txid_current())").param("word", word).update();
    }

    private void fail(String state) {
        jdbc.sql("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + state + "'; END $$").update();
    }

    private java.util.List<String> words() {
        return jdbc.sql("SELECT word FROM note ORDER BY word").query(String.class).list();
    }
}
