package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OpenParts;
import dev.matchmill.jobs.recurring.OpenVisit;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.TestLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The jobs of retention on a database of a test, as the role of erasure and retention. */
final class RetentionJobs implements AutoCloseable {

    static final String VECTORS = "embeddings_candidate_m1";

    final RetentionDatabase data = new RetentionDatabase();
    private final TestLogin login = TestLogin.of(data.database, "ats_privacy");
    private final Path home;
    private final OpenParts parts;

    RetentionJobs(Path home) {
        this.home = home;
        this.parts =
                new OpenParts(
                        data.database,
                        new DriverManagerDataSource(
                                login.address().url(),
                                login.address().username(),
                                Objects.requireNonNullElse(login.address().password(), "")),
                        home);
    }

    RecurringParts parts() {
        return parts.parts();
    }

    Retention retention(RetainSettings settings) {
        return new Retention(parts.parts(), settings);
    }

    Retention retention() {
        return retention(RetentionDatabase.SETTINGS);
    }

    /** A run at the present of the database. */
    Visit run(MaintenanceJob job) {
        Visit visit = OpenVisit.at(data.now);
        run(job, visit);
        return visit;
    }

    void run(MaintenanceJob job, Visit visit) {
        try {
            job.run(visit);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }

    /** A candidate of a tenant whom nobody heard of since that day, with a rejected application. */
    void person(long id, long tenant, String lastActivity) {
        data.candidate(id, lastActivity);
        data.application(id, tenant, lastActivity);
    }

    /** A stored file of a candidate of the German tenant. */
    Path original(long candidate) {
        data.execute(
                """
                INSERT INTO files
                    (id, organization_id, candidate_id, kind, original_name, storage_backend,
                     storage_key, mime_type, size_bytes, content_sha256)
                VALUES (%1$d, 1, %1$d, 'resume', 'c.pdf', 'filesystem', 'aa/%1$d',
                        'application/pdf', 1, sha256('x'))
                """
                        .formatted(candidate));
        Path original = home.resolve("documents/aa/" + candidate);
        try {
            Files.createDirectories(original.getParent());
            return Files.writeString(original, "x");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** A vector of a candidate, in {@link #VECTORS}. */
    void vector(long candidate) {
        data.execute(
                """
                INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                VALUES (1, 'M', '1', 'onnx', 1024, 512)
                ON CONFLICT DO NOTHING
                """);
        data.jdbc.sql("SELECT create_embedding_partitions(1)").query().listOfRows();
        data.execute(
                """
                INSERT INTO embeddings
                    (entity_type, embedding_model_id, entity_id, content_hash, embedding_vector)
                SELECT 'candidate', 1, %d, sha256('x'),
                       ('[1' || repeat(',0', 1023) || ']')::vector
                """
                        .formatted(candidate));
    }

    @Override
    public void close() {
        parts.close();
        login.close();
        data.close();
    }
}
