package dev.matchmill.jobs.ingest;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.profile.ProfileJson;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.FileId;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.readers.profile.Field;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes a document: its file row, text, parsed profile, and whose primary resume it is. */
final class DocumentWriter {

    private static final String FILE =
            """
            WITH made AS (
                INSERT INTO files
                    (organization_id, kind, original_name, storage_backend, storage_key,
                     mime_type, size_bytes, content_sha256, processing_status)
                VALUES (:organization, 'resume', :name, 'filesystem', :key, :type, :size,
                        decode(:hash, 'hex'), 'completed')
                ON CONFLICT (storage_backend, bucket, storage_key) DO UPDATE
                SET deleted_at = NULL, purged_at = NULL, original_name = EXCLUDED.original_name
                WHERE files.deleted_at IS NOT NULL
                RETURNING id
            )
            SELECT id FROM made
            UNION ALL
            SELECT id
            FROM files
            WHERE storage_backend = 'filesystem' AND bucket = '' AND storage_key = :key
            LIMIT 1
            """;

    private static final String IS_KEPT =
            """
            SELECT EXISTS (
                SELECT 1
                FROM files
                WHERE storage_backend = 'filesystem' AND bucket = '' AND storage_key = :key)
            """;

    private static final String OWN =
            "UPDATE files SET candidate_id = :candidate WHERE id = :file AND candidate_id IS NULL";

    private static final String TEXT =
            """
            INSERT INTO pipeline.document_texts
                (file_id, content_sha256, text_sha256, extractor, extractor_version, language,
                 page_count, char_count, text_content)
            VALUES (:file, decode(:contentHash, 'hex'), decode(:textHash, 'hex'), 'matchmill',
                    :version, :language, :pages, char_length(:text), :text)
            ON CONFLICT (file_id, content_sha256, extractor, extractor_version) DO UPDATE
            SET text_sha256 = EXCLUDED.text_sha256
            RETURNING id
            """;

    private static final String PARSED =
            """
            INSERT INTO pipeline.parsed_resumes
                (document_text_id, candidate_id, parser, parser_version, status, full_name, email,
                 phone, parsed_data, applied_at)
            VALUES (:text, :candidate, 'matchmill', :version, CAST(:status AS parse_status),
                    :name, :email, :phone, CAST(:profile AS jsonb), :now)
            ON CONFLICT (document_text_id, parser, parser_version) DO UPDATE
            SET candidate_id = EXCLUDED.candidate_id,
                parsed_data = EXCLUDED.parsed_data,
                applied_at = EXCLUDED.applied_at
            """;

    private static final String NOT_PRIMARY =
            """
            UPDATE candidate_documents
            SET is_primary = false
            WHERE candidate_id = :candidate
              AND kind = 'resume'
              AND is_primary
              AND file_id <> :file
            """;

    private static final String PRIMARY =
            """
            INSERT INTO candidate_documents AS d (candidate_id, file_id, kind, is_primary)
            VALUES (:candidate, :file, 'resume', true)
            ON CONFLICT (candidate_id, file_id) DO UPDATE
            SET is_primary = true
            WHERE NOT d.is_primary
            """;

    // A row whose original is not purged yet may be under a hold: that original is not ours to end.
    private static final String TURNED_AWAY =
            """
            SELECT turned.hash
            FROM (SELECT DISTINCT encode(r.content_hash, 'hex') AS hash
                  FROM pipeline.source_records r
                  WHERE r.content_hash IS NOT NULL
                    AND (r.state = 'suppressed'
                         OR (r.state = 'rejected' AND r.reason = 'refused_by_database'))) turned
            WHERE NOT EXISTS (
                SELECT 1
                FROM files f
                WHERE f.storage_key = left(turned.hash, 2) || '/' || turned.hash
                  AND f.purged_at IS NULL)
            ORDER BY 1
            """;

    private static final String TEXTS_OF_CANDIDATE =
            """
            SELECT t.text_content
            FROM pipeline.source_records r
            JOIN pipeline.document_texts t ON t.file_id = r.file_id
            WHERE r.candidate_id = :candidate
              AND r.state = 'stored'
              AND r.id <> :item
            ORDER BY t.id DESC
            LIMIT 20
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;
    private final String version;

    DocumentWriter(JdbcClient jdbc, Clock clock, JsonMapper json, String version) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.version = version;
    }

    FileId file(OrganizationId organization, Resume resume) {
        String path = resume.item().externalId();
        return new FileId(
                jdbc.sql(FILE)
                        .param("organization", organization.value())
                        .param("name", path.substring(path.lastIndexOf('/') + 1))
                        .param("key", DocumentFiles.key(resume.contentHash()))
                        .param("type", resume.document().mediaType())
                        .param("size", resume.size())
                        .param("hash", resume.contentHash())
                        .query(Long.class)
                        .single());
    }

    /** Whether some row refers to the original with these bytes. */
    boolean isKept(String contentHash) {
        return jdbc.sql(IS_KEPT)
                .param("key", DocumentFiles.key(contentHash))
                .query(Boolean.class)
                .single();
    }

    /** Contents of items that nobody may keep, to which no row refers. */
    List<String> turnedAway() {
        return jdbc.sql(TURNED_AWAY).query(String.class).list();
    }

    void own(FileId file, CandidateId candidate) {
        jdbc.sql(OWN).param("file", file.value()).param("candidate", candidate.value()).update();
    }

    /** Whether another stored item of the candidate says the same, whatever its format. */
    boolean isKnown(CandidateId candidate, Resume resume) {
        List<String> texts =
                jdbc.sql(TEXTS_OF_CANDIDATE)
                        .param("candidate", candidate.value())
                        .param("item", resume.item().id().value())
                        .query(String.class)
                        .list();
        return texts.stream().anyMatch(text -> SameText.is(text, resume.document().text()));
    }

    /** Writes text and profile and makes the document the candidate's primary resume. */
    void write(FileId file, CandidateId candidate, Resume resume) {
        long text = text(file, resume);
        var profile = resume.profile();
        jdbc.sql(PARSED)
                .param("text", text)
                .param("candidate", candidate.value())
                .param("version", version)
                .param("status", profile.workHistory().isEmpty() ? "partial" : "complete")
                .param("name", value(profile.fullName()))
                .param("email", first(profile.emails()))
                .param("phone", first(profile.phones()))
                .param("profile", json.writeValueAsString(ProfileJson.of(profile)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        for (String statement : new String[] {NOT_PRIMARY, PRIMARY}) {
            jdbc.sql(statement)
                    .param("candidate", candidate.value())
                    .param("file", file.value())
                    .update();
        }
    }

    private long text(FileId file, Resume resume) {
        var document = resume.document();
        return jdbc.sql(TEXT)
                .param("file", file.value())
                .param("contentHash", resume.contentHash())
                .param("textHash", ContentHash.of(document.text()).hex())
                .param("version", version)
                .param("language", document.language())
                .param("pages", document.pageCount())
                .param("text", document.text())
                .query(Long.class)
                .single();
    }

    private static @Nullable String value(@Nullable Field<String> field) {
        return field == null ? null : field.value();
    }

    private static @Nullable String first(List<Field<String>> fields) {
        return fields.isEmpty() ? null : fields.getFirst().value();
    }
}
