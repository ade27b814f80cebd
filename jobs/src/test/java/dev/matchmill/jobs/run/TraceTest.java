package dev.matchmill.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** What is kept of a failure. */
class TraceTest {

    @Test
    void the_words_of_libraries_and_of_the_database_are_left_out_of_every_cause() {
        Throwable failure =
                new DataIntegrityViolationException(
                        "Carla Canary", new SQLException("ERROR: carla@example.org", "23514"));

        String text = Trace.of(failure).text();

        assertThat(text)
                .startsWith(
                        "org.springframework.dao.DataIntegrityViolationException (SQLSTATE"
                                + " 23514)\n")
                .contains(
                        "caused by java.sql.SQLException (SQLSTATE 23514)", "    at ", "TraceTest")
                .doesNotContain("Canary", "carla@");
        assertThat(Trace.of(failure)).hasToString(text.lines().findFirst().orElseThrow());
    }

    @Test
    void our_own_sentences_stay() {
        assertThat(Trace.of(new PreconditionException("pgvector is missing.")).text())
                .startsWith(PreconditionException.class.getName() + ": pgvector is missing.\n");
    }

    @Test
    void the_name_of_a_file_is_left_out_and_why_it_failed_is_not() {
        assertThat(Trace.of(new NoSuchFileException("/in/carla canary.pdf")))
                .hasToString("java.nio.file.NoSuchFileException");
        assertThat(
                        Trace.of(
                                new FileSystemException(
                                        "/in/carla canary.pdf", null, "No space left on device")))
                .hasToString("java.nio.file.FileSystemException: No space left on device");
        assertThat(Trace.of(new IOException("Broken pipe")))
                .hasToString("java.io.IOException: Broken pipe");
    }

    @Test
    void a_trace_of_a_trace_is_itself_and_gives_back_what_was_thrown() {
        IOException failure = new IOException("Broken pipe");
        Trace trace = Trace.of(failure);

        assertThat(Trace.of(trace)).isSameAs(trace);
        assertThat(Trace.thrown(trace)).isSameAs(failure);
        assertThat(Trace.thrown(failure)).isSameAs(failure);
        assertThat(trace.type()).isEqualTo("java.io.IOException");
    }
}
