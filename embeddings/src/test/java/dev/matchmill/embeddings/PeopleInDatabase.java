package dev.matchmill.embeddings;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.OrganizationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes candidates, organizations and vectors for tests, with ids that the test chooses. */
public final class PeopleInDatabase {

    private static final String CANDIDATES =
            """
            INSERT INTO candidates (id, email, full_name, location_country)
            SELECT i, 'person' || i || '@example.org', 'Person ' || i, 'DE'
            FROM generate_series(CAST(:from AS bigint), CAST(:to AS bigint)) AS i
            ORDER BY i
            """;

    private static final String TEXT =
            """
            INSERT INTO pipeline.candidate_texts (
                candidate_id, text_content, text_version, text_sha256)
            VALUES (:id, :text, '1', sha256(convert_to(:text, 'UTF8')))
            ON CONFLICT (candidate_id) DO UPDATE
            SET text_content = excluded.text_content, text_sha256 = excluded.text_sha256
            """;

    private final JdbcClient jdbc;
    private final EmbeddingStore store;
    private final TransactionTemplate transaction;

    public PeopleInDatabase(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.store = new EmbeddingStore(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Active candidates with these ids, both ends included. */
    public void candidates(long from, long to) {
        jdbc.sql(CANDIDATES).param("from", from).param("to", to).update();
    }

    /** The text to embed of one candidate. */
    public void text(long candidate, String text) {
        jdbc.sql(TEXT).param("id", candidate).param("text", text).update();
    }

    /** One vector for each candidate, of one passage. */
    public void vectors(ModelId model, Map<Long, Embedding> vectors) {
        Map<Long, EntityVectors> entities = new HashMap<>();
        vectors.forEach((id, vector) -> entities.put(id, entity("text " + id, List.of(vector))));
        replace(model, entities);
    }

    /** Stores vectors of candidates; returns how many entities were written. */
    public int replace(ModelId model, Map<Long, EntityVectors> vectors) {
        return transaction.execute(_ -> store.replace(model, EntityType.CANDIDATE, vectors));
    }

    /** The vectors of an entity whose text has these passages. */
    public static EntityVectors entity(String text, List<Embedding> passages) {
        return EntityVectors.of(ContentHash.of(text), 10 * passages.size(), passages);
    }

    /** An organization without anybody. */
    public OrganizationId organization(String name) {
        return new OrganizationId(
                jdbc.sql("INSERT INTO organizations (name) VALUES (:name) RETURNING id")
                        .param("name", name)
                        .query(Long.class)
                        .single());
    }

    /** Makes a candidate one of a talent pool of the organization. */
    public void inPool(OrganizationId organization, long candidate) {
        jdbc.sql(
                        """
                        WITH pool AS (
                            INSERT INTO talent_pools (organization_id, name)
                            VALUES (:organization, 'pool ' || :candidate)
                            RETURNING id)
                        INSERT INTO talent_pool_memberships (pool_id, candidate_id)
                        SELECT id, :candidate FROM pool
                        """)
                .param("organization", organization.value())
                .param("candidate", candidate)
                .update();
    }

    /** Lets the candidate have applied to a posting of the organization. */
    public void applied(OrganizationId organization, long candidate) {
        jdbc.sql(
                        """
                        WITH posting AS (
                            INSERT INTO jobs (organization_id, title)
                            VALUES (:organization, 'Posting')
                            RETURNING id)
                        INSERT INTO applications (
                            job_id, organization_id, candidate_id, candidate_email)
                        SELECT id, :organization, :candidate,
                               'person' || :candidate || '@example.org'
                        FROM posting
                        """)
                .param("organization", organization.value())
                .param("candidate", candidate)
                .update();
    }

    /** Lets these candidates have come from one source of the organization. */
    public void fromSource(OrganizationId organization, long from, long to) {
        jdbc.sql(
                        """
                        WITH source AS (
                            INSERT INTO pipeline.ingestion_sources (
                                organization_id, kind, item_type, name, location)
                            VALUES (:organization, 'filesystem', 'resume', 'folder', '/in')
                            RETURNING id)
                        INSERT INTO pipeline.source_records (
                            source_id, external_id, content_hash, candidate_id)
                        SELECT source.id, i || '.pdf', sha256(convert_to(i::text, 'UTF8')), i
                        FROM source,
                             generate_series(CAST(:from AS bigint), CAST(:to AS bigint)) AS i
                        """)
                .param("organization", organization.value())
                .param("from", from)
                .param("to", to)
                .update();
    }
}
