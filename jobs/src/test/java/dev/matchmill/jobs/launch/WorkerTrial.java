package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers of one core each at one backfill of vectors, on a database of their own. */
public final class WorkerTrial implements AutoCloseable {

    private static final String CANDIDATES =
            """
            INSERT INTO candidates (email, full_name)
            SELECT 'person' || i || '@example.org', 'Person ' || i
            FROM generate_series(1, CAST(:count AS bigint)) AS i
            """;

    private static final String TEXTS =
            """
            INSERT INTO pipeline.candidate_texts
                (candidate_id, text_content, text_version, text_sha256)
            SELECT c.id, t.text, '1', sha256(convert_to(t.text, 'UTF8'))
            FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM candidates) AS c
            JOIN unnest(CAST(:texts AS text[])) WITH ORDINALITY AS t (text, number) USING (number)
            """;

    /** From the first page that was written to the last one: without starts of programs. */
    private static final String RATE =
            """
            SELECT (count(*) - count(*) FILTER (WHERE created_at = first))
                   / extract(epoch FROM max(created_at) - min(first))
            FROM (SELECT created_at, min(created_at) OVER () AS first
                  FROM embeddings
                  WHERE entity_type = 'candidate' AND chunk_no = 0) AS vectors
            """;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Path folder;
    private final int count;

    /** A database with a candidate for each text. */
    public WorkerTrial(Path folder, List<String> texts) {
        this.folder = folder;
        this.count = texts.size();
        workers().work(1, "migrate");
        jdbc.sql(CANDIDATES).param("count", count).update();
        jdbc.sql(TEXTS).param("texts", texts.toArray(String[]::new)).update();
    }

    /** Embeds everybody anew with a worker on each of so many cores; texts a second. */
    public double rate(int workers) {
        jdbc.sql("DELETE FROM embeddings").update();
        workers().work(workers, "embed", "--share");
        long embedded =
                jdbc.sql("SELECT count(*) FROM embeddings WHERE chunk_no = 0")
                        .query(Long.class)
                        .single();
        if (embedded != count) {
            throw new IllegalStateException(embedded + " of " + count + " were embedded");
        }
        return jdbc.sql(RATE).query(Double.class).single();
    }

    @Override
    public void close() {
        database.close();
    }

    private PinnedWorkers workers() {
        return new PinnedWorkers(
                Setup.on(database, folder.resolve("worker"))
                        .with("MATCHMILL_JOBS_EMBED_BATCHSIZE", "8"));
    }
}
