package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationSwapIT {

    // What a reader sees in one statement: generations, postings, rows, and gaps in the ranks.
    private static final String SEEN =
            """
            SELECT concat_ws(' ', count(DISTINCT generation_id), count(DISTINCT job_id), count(*),
                             count(*) FILTER (WHERE rank > (
                                 SELECT count(*) FROM pipeline.current_matches o
                                 WHERE o.job_id = m.job_id)))
            FROM pipeline.current_matches m
            """;

    @TempDir private Path temporary;

    @Test
    void a_reader_never_sees_a_mixture_of_two_refreshes_or_nothing() throws Exception {
        SampleFiles files = new SampleFiles(temporary.resolve("in"));
        for (int i = 0; i < 10; i++) {
            files.resume("p" + i + ".txt", "Sam Crowd", "sam" + i + "@example.org", "Java");
        }
        String[] postings = new String[12];
        for (int i = 0; i < postings.length; i++) {
            postings[i] = "ENG-" + i + "|Engineer " + i + "|Java";
        }
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            program.importPostings(new SampleFiles(temporary).postings("p.csv", postings));
            program.run(files.folder());
            Set<String> seen = new ConcurrentSkipListSet<>();
            AtomicInteger looks = new AtomicInteger();
            AtomicBoolean reading = new AtomicBoolean(true);
            Thread reader =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (reading.get()) {
                                    seen.add(program.rows().text(SEEN));
                                    looks.incrementAndGet();
                                }
                            });
            for (int refresh = 0; refresh < 4; refresh++) {
                program.jdbc()
                        .sql("UPDATE candidates SET years_of_experience = :years")
                        .param("years", refresh + 3)
                        .update();
                assertThat(program.match().report().matchedPostings()).hasValue(12);
            }
            reading.set(false);
            reader.join();

            assertThat(seen).containsExactly("1 12 120 0");
            assertThat(looks).hasValueGreaterThan(20);
            assertThat(program.rows().count("pipeline.match_generations WHERE status = 'active'"))
                    .isEqualTo(1);
            assertThat(program.rows().count("pipeline.match_results")).isEqualTo(240);
        }
    }
}
