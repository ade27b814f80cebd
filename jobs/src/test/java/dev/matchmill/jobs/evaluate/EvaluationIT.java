package dev.matchmill.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is published, scored by the folders in which the resumes lie. */
class EvaluationIT {

    @TempDir private Path folder;

    private final Random random = new Random(5);
    private MatchWorld world;

    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(10, 20, 5, 0.3));
        world.organization(1, "marketplace");
        world.posting(1, 1, 0, "[]");
        world.vectors(EntityType.POSTING, 1, List.of(Vectors.random(random)));
        world.execute("UPDATE jobs SET external_ref = 'P-' || id");
        world.candidate(1, 3, "Bonn", "Somebody");
        world.vectors(EntityType.CANDIDATE, 1, List.of(Vectors.random(random)));
        world.refresh();
        world.execute(
                """
                INSERT INTO pipeline.ingestion_sources
                    (id, organization_id, name, kind, item_type, location)
                VALUES (1, 1, 'in', 'filesystem', 'resume', '/in')
                """);
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void a_folder_of_the_category_counts_wherever_it_is_on_the_documents_path() throws IOException {
        documentAt("2026/TEACHER/may/a.pdf");

        Evaluation.Scores scores = score("TEACHER");

        assertThat(scores.precision()).isEqualTo(0.1);
        assertThat(scores.gain()).isEqualTo(1.0);
    }

    @Test
    void where_no_folder_is_named_like_a_category_there_are_no_figures() throws IOException {
        documentAt("2026/TEACHER.pdf");

        assertThatThrownBy(() -> score("TEACHER"))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("no document of a candidate lies in a folder named like");
    }

    private Evaluation.Scores score(String category) throws IOException {
        Path labels = folder.resolve("labels.jsonl");
        Files.writeString(labels, "{\"id\": \"P-1\", \"category\": \"%s\"}%n".formatted(category));
        return new Evaluation(world.jdbc(), new JsonMapper()).score(labels);
    }

    private void documentAt(String path) {
        world.jdbc()
                .sql(
                        """
                        INSERT INTO pipeline.source_records (source_id, external_id, candidate_id)
                        VALUES (1, :path, 1)
                        """)
                .param("path", path)
                .update();
    }
}
