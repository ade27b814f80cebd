package dev.matchmill.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A person is found in every kind of column, by what is theirs alone and by what may be another's.
 */
class ResidualScanIT {

    private final PersonFixture rows = new PersonFixture();
    private final ResidualScan scan = new ResidualScan(rows.privacy);

    @AfterEach
    void close() {
        rows.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    call +49 30 1234567 today; 1
                    030/123 45-67;             1
                    (030) 1234567;             1
                    0049301234567;             1
                    49301234567x;              1
                    493012345678;              0
                    30 1234 and 567 more;      0
                    30 123456;                 0
                    """)
    void a_number_is_found_however_it_is_written(String text, int found) {
        note(text);

        assertThat(scan.find(SubjectMarkers.of(List.of(), List.of("+49 (30) 1234567"), List.of())))
                .hasSize(found)
                .allMatch(residue ->
                        residue.equals(new Residue("public.application_notes.body", 1, true)));
    }

    @Test
    void addresses_come_first_and_names_are_only_possible() {
        note("Ask JANE DOE (jane+1@example.com)");
        rows.owner
                .sql("UPDATE files SET original_name = 'Jane Doe.pdf' WHERE id = 900002")
                .update();

        assertThat(
                        scan.find(
                                SubjectMarkers.of(
                                        List.of("Jane+1@example.com"),
                                        List.of(),
                                        List.of("Jane Doe"))))
                .containsExactly(
                        new Residue("public.application_notes.body", 1, true),
                        new Residue("public.application_notes.body", 1, false),
                        new Residue("public.files.original_name", 1, false));
    }

    @Test
    void json_arrays_and_bytes_are_searched() {
        rows.owner
                .sql(
                        "UPDATE candidates SET metadata = '{\"a\": [{\"b\":"
                                + " \"jane@example.com\"}]}' WHERE id = 900002")
                .update();
        rows.owner
                .sql(
                        "UPDATE compliance.audit_rules SET ignored_columns = '{x,jane@example.com}'"
                                + " WHERE table_name = 'table_name of audit_rules'")
                .update();
        rows.owner
                .sql("UPDATE pipeline.dead_letters SET payload_enc = :bytes WHERE id = 900002")
                .param("bytes", "Jörg, JANE@EXAMPLE.COM".getBytes(StandardCharsets.UTF_8))
                .update();

        assertThat(
                        scan.find(
                                SubjectMarkers.of(
                                        List.of("jane@example.com"), List.of(), List.of("jörg"))))
                .containsExactly(
                        // The rule's change is in the trail, whose columns are no person's.
                        new Residue("compliance.audit_log.new_values", 1, true),
                        new Residue("compliance.audit_rules.ignored_columns", 1, true),
                        new Residue("pipeline.dead_letters.payload_enc", 1, true),
                        new Residue("public.candidates.metadata", 1, true),
                        new Residue("pipeline.dead_letters.payload_enc", 1, false));
    }

    @Test
    void without_markers_nothing_is_found() {
        assertThat(scan.find(SubjectMarkers.of(List.of(), List.of(), List.of()))).isEmpty();
    }

    @Test
    void markers_are_what_a_person_is_known_by() {
        rows.owner.sql("UPDATE candidates SET phone = '+49 30 7654321' WHERE id = 900001").update();
        rows.owner
                .sql(
                        "UPDATE applications SET candidate_email = 'staff@organization.example.com'"
                                + " WHERE id = 900001")
                .update();
        rows.owner
                .sql(
                        "UPDATE pipeline.source_records SET external_id = 'inbox/Jane Doe.pdf'"
                                + " WHERE id = 900001")
                .update();

        SubjectMarkers markers =
                SubjectMarkers.of(rows.privacy, rows.person(new Extent.Platform()));

        assertThat(markers.certain())
                .containsExactlyInAnyOrder(
                        "email.of.candidates@example.com",
                        "email.of.users@example.com",
                        "email.of.parsed_resumes@example.com",
                        "candidate_email.of.referrals@example.com",
                        "storage_key of files");
        assertThat(markers.numbers()).containsExactly("307654321");
        assertThat(markers.possible())
                .containsExactlyInAnyOrder(
                        "full_name of candidates",
                        "full_name of users",
                        "full_name of parsed_resumes",
                        "candidate_name of referrals",
                        "original_name of files",
                        "jane doe.pdf");
    }

    @Test
    void while_the_profile_stays_only_objects_are_looked_for() {
        rows.owner
                .sql(
                        "INSERT INTO talent_pool_memberships (pool_id, candidate_id) VALUES"
                                + " (900002, 900001)")
                .update();

        SubjectMarkers markers =
                SubjectMarkers.of(
                        rows.privacy, rows.person(new Extent.Tenant(new OrganizationId(900001))));

        assertThat(markers.certain()).containsExactly("storage_key of files");
        assertThat(markers.possible()).isEmpty();
    }

    private void note(String body) {
        rows.owner
                .sql("UPDATE application_notes SET body = :body WHERE id = 900002")
                .param("body", body)
                .update();
    }
}
