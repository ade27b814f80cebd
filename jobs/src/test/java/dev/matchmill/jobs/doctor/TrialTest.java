package dev.matchmill.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {

    @Test
    void a_child_process_reads_the_text() {
        assertThat(ParserTrial.run(SandboxSettings.usual()).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void a_child_that_loses_or_refuses_the_text_fails() {
        var lost = new ParsedDocument("text/plain", "Matchmill", 1, true, List.of(), null);
        var refused = new RefusedDocument(RejectionReason.OUT_OF_MEMORY, "heap");

        assertThat(ParserTrial.judge(lost, 5).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(ParserTrial.judge(refused, 5).found()).contains("OUT_OF_MEMORY");
    }

    @Test
    void a_model_folder_that_is_missing_fails_with_its_sentence(@TempDir Path home) {
        ModelTrial trial = ModelTrial.run(ModelSettings.ofFolder(home.resolve("nowhere")), home);

        assertThat(trial.model()).isEmpty();
        assertThat(trial.finding().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(trial.finding().cure()).contains("nowhere");
    }

    @Test
    void a_home_that_is_no_folder_cannot_be_written(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(HomeFolder.read(file.resolve("home")).writable()).isFalse();
        assertThat(HomeFolder.read(folder.resolve("home")).writable()).isTrue();
        assertThat(folder.resolve("home")).isEmptyDirectory();
    }

    @Test
    void work_that_hangs_is_left_behind() {
        var never = new CountDownLatch(1);

        assertThatThrownBy(() ->
                        TimeLimit.within(
                                Duration.ofMillis(20),
                                () -> {
                                    never.await();
                                    return true;
                                }))
                .isInstanceOf(TimeoutException.class);
    }
}
