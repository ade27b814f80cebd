package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.ExitCode;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database says of the world is tried again, what it says of the values is not. */
class RetriedWritesIT {

    // A sequence counts what is rolled back, too.
    @SuppressWarnings("InlineFormatString") // too long to read inline
    private static final String REFUSE =
            """
            CREATE SEQUENCE tries;
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF nextval('public.tries') <= %d THEN
                    RAISE EXCEPTION USING ERRCODE = '%s', MESSAGE = 'injected';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON candidates
            FOR EACH ROW EXECUTE FUNCTION refuse();
            """;

    @TempDir private Path temporary;

    private PipelineFixture program;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        files = new SampleFiles(temporary.resolve("in"));
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
    }

    @AfterEach
    void close() {
        program.close();
    }

    static Stream<Arguments> passing() {
        return Stream.of("40P01", "40001", "08006", "57P01")
                .flatMap(state -> IntStream.of(1, 4).mapToObj(times -> Arguments.of(state, times)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_passes_within_five_attempts_leaves_no_trace(String sqlState, int times) {
        refuse(sqlState, times);

        Books books = program.ingest(files.folder()).report().books();

        assertThat(books).isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));
        assertThat(tries()).isEqualTo(times + 1);
        assertThat(program.rows().count("candidates")).isEqualTo(1);
        assertThat(program.rows().text("SELECT status::text FROM pipeline.runs"))
                .isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "08006", "57P01"})
    void what_does_not_pass_is_tried_five_times_and_left_to_the_next_start(String sqlState) {
        refuse(sqlState, 5);

        assertThatThrownBy(() -> program.ingest(files.folder()))
                .satisfies(failure ->
                        assertThat(Failure.of(failure).code()).isEqualTo(ExitCode.TRY_LATER));

        assertThat(tries()).isEqualTo(5);
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT concat_ws(' ', status, exit_code) FROM"
                                                + " pipeline.runs"))
                .isEqualTo("failed 75");
        assertThat(program.rows().ledger()).containsExactly("ada.txt pending");
        program.restart();
        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "22003", "23505", "23514"})
    void what_is_about_the_values_is_tried_once(String sqlState) {
        refuse(sqlState, 1_000);

        Books books = program.ingest(files.folder()).report().books();

        assertThat(books).isEqualTo(new Books(1, 0, 0, 0, 0, 1, 0));
        assertThat(tries()).isEqualTo(1);
        assertThat(program.rows().ledger()).containsExactly("ada.txt rejected refused_by_database");
    }

    private void refuse(String sqlState, int times) {
        program.jdbc().sql(REFUSE.formatted(times, sqlState)).update();
    }

    private long tries() {
        return program.jdbc().sql("SELECT last_value FROM tries").query(Long.class).single();
    }
}
