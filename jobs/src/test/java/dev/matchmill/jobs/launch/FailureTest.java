package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.model.ModelException;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.JobFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;

class FailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "File too large"})
    void a_disk_without_room_is_tried_again_later(String said) {
        IOException full = new FileSystemException("/var/lib/matchmill/x", null, said);

        Failure failure =
                Failure.of(
                        new JobFailedException("'ingest' failed", new UncheckedIOException(full)));

        assertThat(failure.code()).isEqualTo(ExitCode.TRY_LATER);
        assertThat(failure.expected()).isTrue();
        assertThat(failure.sentence()).contains(said, "/var/lib/matchmill/x", "start again");
    }

    @Test
    void a_model_for_which_there_was_no_room_is_no_wrong_setting() {
        IOException full = new IOException("No space left on device");

        assertThat(Failure.of(new ModelException("cannot unpack the model", full)).code())
                .isEqualTo(ExitCode.TRY_LATER);
        assertThat(Failure.of(new ModelException("cannot unpack", new IOException("no"))).code())
                .isEqualTo(ExitCode.PRECONDITION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "53300"})
    void a_server_without_room_is_tried_again_later(String sqlState) {
        Failure failure = failure(sqlState);

        assertThat(failure.code()).isEqualTo(ExitCode.TRY_LATER);
        assertThat(failure.sentence()).contains(sqlState).doesNotContain("secret");
    }

    @Test
    void an_execution_whose_rows_a_successor_has_ended_is_started_again() {
        Failure failure =
                Failure.of(
                        new JobFailedException(
                                "'match' failed",
                                new OptimisticLockingFailureException("step 7 with version 3")));

        assertThat(failure.code()).isEqualTo(ExitCode.TRY_LATER);
        assertThat(failure.sentence()).contains("took this one over");
    }

    @Test
    void other_failures_of_files_and_statements_are_unexpected() {
        assertThat(Failure.of(new UncheckedIOException(new IOException("odd"))).code())
                .isEqualTo(ExitCode.FAILURE);
        assertThat(failure("42601").code()).isEqualTo(ExitCode.FAILURE);
    }

    private static Failure failure(String sqlState) {
        return Failure.of(
                new UncategorizedSQLException(
                        "storing", "INSERT", new SQLException("secret", sqlState)));
    }
}
