package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code match} alone says, as the packaged program. */
class MatchCommandIT {

    @TempDir private Path temporary;

    @Test
    void tells_of_postings_that_were_not_embedded_and_nothing_once_they_are() {
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            ProgramProcess.Setup setup =
                    ProgramProcess.Setup.on(program.database(), temporary.resolve("own"));
            SampleFiles files = new SampleFiles(temporary.resolve("in"));
            files.resume("ada.txt", "Ada Winslow", "ada@example.org", "Java, Kafka");
            program.run(files.folder());
            program.importPostings(
                    new SampleFiles(temporary).postings("postings.csv", "ENG-1|Engineer|Java"));

            Ended before = setup.run("match");
            program.run(files.folder());
            Ended after = setup.run("match");

            assertThat(before.code()).as(before.err()).isZero();
            assertThat(before.err())
                    .contains("without a vector, which match nobody: 1; run: matchmill embed");
            assertThat(after.code()).as(after.err()).isZero();
            assertThat(after.err()).doesNotContain("without a vector");
        }
    }
}
