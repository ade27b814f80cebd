package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers of matches never see who was erased, nor gaps or an empty list meanwhile (promise D4).
 */
class ErasedFromViewIT {

    // In one look: postings without matches, ranks twice, and who is in no register any more.
    private static final String SEEN =
            """
            SELECT concat_ws(' ',
                (SELECT count(*) FROM jobs j
                 WHERE NOT EXISTS (SELECT 1 FROM pipeline.current_matches m WHERE m.job_id = j.id)),
                (SELECT count(*) - count(DISTINCT (m.job_id, m.rank))
                 FROM pipeline.current_matches m),
                (SELECT count(*) FROM pipeline.current_matches m
                 LEFT JOIN candidates c ON c.id = m.candidate_id
                 WHERE c.id IS NULL OR c.deleted_at IS NOT NULL OR c.anonymized_at IS NOT NULL
                    OR c.restricted_at IS NOT NULL))
            """;

    @TempDir private Path temporary;

    @Test
    void a_reader_never_sees_an_erased_person_or_nothing() throws Exception {
        SampleFiles files = new SampleFiles(temporary.resolve("in"));
        for (int i = 0; i < 8; i++) {
            files.resume("p" + i + ".txt", "Sam Crowd", "sam" + i + "@example.org", "Java");
        }
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            program.importPostings(
                    new SampleFiles(temporary)
                            .postings("p.csv", "ENG-1|Engineer|Java", "ENG-2|Analyst|SQL"));
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
            ErasedPerson erased = new ErasedPerson(program);
            for (int person = 0; person < 3; person++) {
                erased.approve("sam" + person + "@example.org");
                erased.execute();
                assertThat(program.rows().count("pipeline.current_matches"))
                        .isEqualTo(2L * (7 - person));
                program.match();
            }
            reading.set(false);
            reader.join();

            assertThat(seen).containsExactly("0 0 0");
            assertThat(looks).hasValueGreaterThan(20);
            assertThat(program.rows().count("pipeline.current_matches")).isEqualTo(10);
        }
    }
}
