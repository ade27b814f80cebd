package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is kept for the law only is out of matching, embedding and figures, and comes back. */
class RestrictedPersonIT {

    private static final String RANKED =
            "SELECT string_agg(candidate_id::text, ',' ORDER BY candidate_id) FROM"
                    + " pipeline.current_matches";

    @TempDir private Path temporary;

    @Test
    void a_restricted_person_leaves_matches_and_vectors_and_returns_after_the_release() {
        SampleFiles files = new SampleFiles(temporary.resolve("in"));
        files.resume("a.txt", "Sam Crowd", "sam@example.org", "Java");
        files.resume("b.txt", "Kim Field", "kim@example.org", "Java");
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            program.importPostings(
                    new SampleFiles(temporary).postings("p.csv", "ENG-1|Engineer|Java"));
            program.run(files.folder());
            assertThat(program.rows().text(RANKED)).isEqualTo("1,2");

            program.jdbc()
                    .sql(
                            """
                            UPDATE candidates
                            SET restricted_at = now(), restriction_reason = 'retention_clash'
                            WHERE id = 1
                            """)
                    .update();
            program.jdbc()
                    .sql(
                            """
                            DELETE FROM embeddings
                            WHERE entity_type = 'candidate' AND entity_id = 1
                            """)
                    .update();
            program.run(files.folder());

            assertThat(program.rows().text(RANKED)).isEqualTo("2");
            assertThat(
                            program.rows()
                                    .count(
                                            "embeddings WHERE entity_type = 'candidate' AND"
                                                    + " entity_id = 1"))
                    .isZero();

            program.jdbc()
                    .sql("UPDATE candidates SET restricted_at = NULL, restriction_reason = NULL")
                    .update();
            program.run(files.folder());

            assertThat(program.rows().text(RANKED)).isEqualTo("1,2");
        }
    }
}
