package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.migrations.type.ModelId;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acceptance check of O7 for vectors. */
class ModelChangeIT {

    @TempDir private Path temporary;

    private PipelineFixture program;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        SampleFiles files = new SampleFiles(temporary.resolve("in"));
        for (String name : List.of("ada", "ben", "cat")) {
            files.resume(name + ".txt", name + " Fenwick", name + "@example.org", "Java");
        }
        program.ingest(files.folder());
        program.match();
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void o7_a_text_that_changed_is_embedded_again_and_only_that() {
        program.jdbc()
                .sql(
                        """
                        UPDATE embeddings SET content_hash = sha256('another')
                        WHERE entity_type = 'candidate'
                          AND entity_id = (SELECT id FROM candidates WHERE email LIKE 'ben%')
                        """)
                .update();
        List<String> others = vectors("<> (SELECT id FROM candidates WHERE email LIKE 'ben%')");
        assertThat(behind()).isEqualTo(1);

        program.match();

        assertThat(behind()).as("the work list").isZero();
        assertThat(vectors("<> (SELECT id FROM candidates WHERE email LIKE 'ben%')"))
                .isEqualTo(others);
    }

    @Test
    void o7_under_another_model_everybody_is_embedded_once_and_the_old_vectors_stay() {
        ModelId old = model();
        program.jdbc().sql("UPDATE embedding_models SET version = 'older'").update();
        List<String> before = vectors("> 0 AND embedding_model_id = " + old.value());

        program.match();

        assertThat(model()).isNotEqualTo(old);
        assertThat(behind()).as("the work list").isZero();
        assertThat(program.rows().count("embeddings WHERE embedding_model_id = " + model().value()))
                .isEqualTo(before.size());
        assertThat(vectors("> 0 AND embedding_model_id = " + old.value())).isEqualTo(before);
        int embedded = program.embeddedCount();

        program.match();

        assertThat(program.embeddedCount()).as("twice changes nothing").isEqualTo(embedded);
    }

    private List<String> vectors(String which) {
        return program.rows().versions("embeddings WHERE entity_id " + which);
    }

    private long behind() {
        return new EmbeddingStore(program.get(DataSource.class)).behindCandidateCount(model());
    }

    private ModelId model() {
        return new EmbeddingModelStore(program.get(DataSource.class)).active().orElseThrow();
    }
}
