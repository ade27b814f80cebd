package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server sees while vectors are computed. */
class ComputedOutsideIT {

    /** A session that waits for its client in the middle of a transaction. */
    private static final String IDLE_IN_TRANSACTION =
            """
            pg_stat_activity
            WHERE datname = current_database() AND state LIKE 'idle in transaction%'
            """;

    @TempDir private Path folder;

    private PipelineFixture program;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(folder);
        SampleFiles files = new SampleFiles(folder.resolve("in"));
        for (int i = 0; i < 5; i++) {
            files.resume("p" + i + ".txt", "Sam Crowd", "sam" + i + "@example.org", "Java " + i);
        }
        program.ingest(files.folder());
        program.importPostings(new SampleFiles(folder).postings("p.csv", "ENG-1|Engineer|Java"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void no_transaction_is_open_while_a_vector_is_computed() {
        Queue<Long> seen = new ConcurrentLinkedQueue<>();
        program.watchModel(model ->
                new WatchedModel(model, () -> program.rows().count(IDLE_IN_TRANSACTION), seen));

        program.match();

        assertThat(seen).hasSizeGreaterThan(5).containsOnly(0L);
        assertThat(program.rows().count("embeddings WHERE chunk_no = 0")).isEqualTo(6);
    }

    private record WatchedModel(EmbeddingModel model, LongSupplier count, Queue<Long> seen)
            implements EmbeddingModel {

        @Override
        public ModelDescription description() {
            return model.description();
        }

        @Override
        public Embedding embedQuery(String text) {
            seen.add(count.getAsLong());
            return model.embedQuery(text);
        }

        @Override
        public Embedding embedPassage(String text) {
            seen.add(count.getAsLong());
            return model.embedPassage(text);
        }

        @Override
        public int countTokens(String text) {
            return model.countTokens(text);
        }

        @Override
        public int parallelism() {
            return model.parallelism();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
