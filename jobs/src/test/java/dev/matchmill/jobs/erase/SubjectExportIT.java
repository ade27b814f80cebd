package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.erase.SubjectExport.Written;
import dev.matchmill.jobs.subject.ErasurePlan;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.StorePlan;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.CandidateId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SubjectExportIT {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");

    @TempDir private Path home;

    private ErasureFixture program;

    @BeforeEach
    void open() {
        program = new ErasureFixture(home);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void o8_every_row_that_an_erasure_would_treat_is_in_it_and_nobody_elses() throws IOException {
        Subject person = person();
        ErasurePlan plan = new SubjectEraser(program.jdbc(), program.inventory).plan(person);

        Written written = export().write(List.of(person), home.resolve("out"), NOW);

        JsonNode root = new JsonMapper().readTree(Files.readString(written.file()));
        Map<String, Long> expected = new TreeMap<>();
        for (StorePlan store : plan.stores()) {
            if (store.rows() > 0) {
                expected.merge(store.schema() + "." + store.table(), store.rows(), Long::sum);
            }
        }
        Map<String, Long> found = new TreeMap<>();
        root.get("stores")
                .properties()
                .forEach(it -> found.put(it.getKey(), (long) it.getValue().size()));
        assertThat(found).containsAllEntriesOf(expected);
        assertThat(Files.readString(written.file()))
                .contains("ada@example.org", "Ada Fenwick", SubjectExport.FORMAT)
                .doesNotContain("ben@example.org", "Ben Marlow");
        assertThat(written.rows()).isEqualTo(found.values().stream().mapToLong(it -> it).sum());
    }

    @Test
    void o8_the_files_lie_beside_it_and_only_the_owner_reads_them() throws IOException {
        Path folder = home.resolve("out");

        Written written = export().write(List.of(person()), folder, NOW);

        assertThat(written.copied()).isEqualTo(1);
        assertThat(written.missing()).isZero();
        assertThat(folder.resolve("file-7.pdf")).hasContent("Ada Fenwick");
        try (var files = Files.list(folder)) {
            assertThat(files.map(it -> it.getFileName() + " " + mode(it)).sorted())
                    .containsExactly("file-7.pdf rw-------", "person.json rw-------");
        }
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void o8_a_missing_original_is_told_and_a_used_folder_refused() throws IOException {
        Files.delete(program.original(7));
        Path folder = home.resolve("out");

        Written written = export().write(List.of(person()), folder, NOW);

        assertThat(written.missing()).isEqualTo(1);
        assertThat(written.copied()).isZero();
        assertThatThrownBy(() -> export().write(List.of(person()), folder, NOW))
                .isInstanceOf(SubjectExport.ExportException.class)
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void o8_numbers_of_a_model_and_sealed_bytes_are_named_and_left_out() throws IOException {
        PersonRows.vector(program.owner(), 7);
        program.sql(
                "INSERT INTO users (id, email, full_name, role) VALUES (70, 'ada@home.example.org',"
                        + " 'Ada Fenwick', 'candidate')");
        program.sql("UPDATE candidates SET user_id = 70 WHERE id = 7");
        program.sql(
                "INSERT INTO user_accounts (user_id, account_type, provider, provider_account_id)"
                        + " VALUES (70, 'oauth', 'a provider', 'ada-70')");

        Written written = export().write(List.of(person()), home.resolve("deep/er/out"), NOW);

        JsonNode root = new JsonMapper().readTree(Files.readString(written.file()));
        assertThat(root.get("omitted_columns").get(0).asString()).isEqualTo("embedding_vector");
        assertThat(root.get("stores").get("public.embeddings").get(0).propertyNames())
                .contains("entity_id", "content_hash")
                .doesNotContain("embedding_vector");
        assertThat(root.get("stores").get("public.user_accounts").get(0).propertyNames())
                .contains("provider_account_id")
                .doesNotContain("access_token_enc", "id_token_enc");
    }

    @Test
    void o8_an_export_is_recorded_and_closes_its_request() {
        long id = program.approved(7L, ErasureFixture.ADDRESS, NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportRequest.requireExportable(program.request(id)))
                .withMessage(
                        "request " + id + " is about erasure, not about access or portability.");
        program.sql("UPDATE compliance.data_subject_requests SET request_type = 'access'");
        SubjectRequest request = program.request(id);
        ExportRequest.requireExportable(request);

        ExportRequest record = new ExportRequest(program.jdbc());
        record.record(List.of(7L));
        record.complete(request, NOW);

        assertThat(program.request(id).standing()).isEqualTo("completed");
        assertThat(program.texts("SELECT row_id FROM compliance.audit_log WHERE action = 'export'"))
                .containsExactly("7");
        assertThat(
                        program.count(
                                "compliance.data_subject_requests WHERE contact_email IS NOT NULL"))
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportRequest.requireExportable(program.request(id)))
                .withMessageContaining("only one that is approved");
    }

    private Subject person() {
        return new Subjects(program.jdbc(), program.inventory, program.fingerprint)
                .candidate(new CandidateId(7), new Extent.Platform());
    }

    private SubjectExport export() {
        return new SubjectExport(
                program.jdbc(), program.inventory, home.resolve("documents"), new JsonMapper());
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }
}
