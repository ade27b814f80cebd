package dev.matchmill.jobs.erase;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one person. */
final class PersonRows {

    private PersonRows() {}

    /** A candidate with an application to posting 1, a file, its text and its ledger row. */
    static void insert(JdbcClient jdbc, long id, String address, String name, String file) {
        jdbc.sql(
                        """
                        INSERT INTO organizations (id, name) VALUES (1, 'Harbour Works') ON CONFLICT DO NOTHING;
                        INSERT INTO jobs (id, organization_id, title, description, external_ref)
                        VALUES (1, 1, 'Engineer', 'Builds', 'ENG-1') ON CONFLICT DO NOTHING;
                        INSERT INTO pipeline.ingestion_sources (id, organization_id, name, kind, item_type, location)
                        VALUES (1, 1, 'in', 'filesystem', 'resume', '/in') ON CONFLICT DO NOTHING
                        """)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO candidates (id, email, full_name, phone) VALUES (:id, :email, :name, '+49 30 5550' || :id);
                        """)
                .param("id", id)
                .param("email", address)
                .param("name", name)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO files (id, organization_id, candidate_id, kind, original_name, storage_backend, storage_key, mime_type, size_bytes, content_sha256, processing_status)
                        VALUES (:id, 1, :id, 'resume', :file, 'filesystem', :key, 'application/pdf', 5, sha256(convert_to(:file, 'UTF8')), 'completed')
                        """)
                .param("id", id)
                .param("file", file)
                .param("key", "aa/" + id)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO applications (id, job_id, organization_id, candidate_email, candidate_id, resume_file_id, source)
                        VALUES (:id, 1, 1, :email, :id, :id, 'import')
                        """)
                .param("id", id)
                .param("email", address)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO pipeline.document_texts (file_id, content_sha256, text_sha256, extractor, extractor_version, char_count, text_content)
                        VALUES (:id, sha256('x'), sha256('y'), 'matchmill', '1', char_length(:text), :text)
                        """)
                .param("id", id)
                .param("text", name + " writes " + address)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO pipeline.source_records (id, source_id, external_id, posting_ref, state, candidate_id, application_id, file_id, content_hash)
                        VALUES (:id, 1, 'ENG-1/' || :file, 'ENG-1', 'stored', :id, :id, :id, sha256(convert_to(:file, 'UTF8')))
                        """)
                .param("id", id)
                .param("file", file)
                .update();
    }

    /** A vector of a candidate, in the table of model 1. */
    static void vector(JdbcClient jdbc, long candidate) {
        jdbc.sql(
                        """
                        INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                        VALUES (1, 'M', '1', 'onnx', 1024, 512) ON CONFLICT DO NOTHING
                        """)
                .update();
        jdbc.sql("SELECT create_embedding_partitions(1)").query().listOfRows();
        jdbc.sql(
                        """
                        INSERT INTO embeddings (entity_type, embedding_model_id, entity_id, content_hash, embedding_vector)
                        VALUES ('candidate', 1, :id, sha256('x'), CAST('[1' || repeat(',0', 1023) || ']' AS vector))
                        """)
                .param("id", candidate)
                .update();
    }

    /** A hold on a candidate. */
    static void hold(JdbcClient jdbc, long candidate) {
        jdbc.sql("INSERT INTO compliance.legal_holds (id, name, reason) VALUES (1, 'h', 'r')")
                .update();
        jdbc.sql(
                        "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type,"
                                + " subject_id) VALUES (1, 'candidate', :id)")
                .param("id", candidate)
                .update();
    }
}
