package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PipelinePauseTest {

    @Test
    void one_that_somebody_else_has_is_not_taken_and_has_nothing_to_give_back() {
        PipelinePause pause = new PipelinePause(null);

        assertThat(pause.isTaken()).isFalse();
        assertThatCode(pause::close).doesNotThrowAnyException();
    }

    @Test
    void a_lock_that_can_not_be_given_back_is_no_secret() {
        SQLException away = new SQLException("away");
        PipelinePause pause =
                new PipelinePause(() -> {
                    throw away;
                });

        assertThat(pause.isTaken()).isTrue();
        assertThatIllegalStateException().isThrownBy(pause::close).withCause(away);
    }
}
