package dev.matchmill.jobs.archive;

import static dev.matchmill.jobs.archive.ArchiveFixture.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.archive.Restoration.Altered;
import dev.matchmill.jobs.archive.Restoration.Refused;
import dev.matchmill.jobs.archive.Restoration.Restored;
import dev.matchmill.migrations.Orphans;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveAndRestoreIT {

    private ArchiveFixture archive;

    @BeforeEach
    void open() {
        archive = new ArchiveFixture();
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void j20_a_restored_application_is_equal_to_before_with_everything_below_it() {
        Map<String, String> before = archive.rows(Root.APPLICATION);
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEqualTo("[]"));

        assertThat(archive.move(DueRows.applications())).isEqualTo(1);
        assertThat(archive.rows(Root.APPLICATION))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isEqualTo("[]"));

        assertThat(archive.restore(ID))
                .isEqualTo(new Restored(ID, false, before.size(), List.of()));
        assertThat(archive.rows(Root.APPLICATION)).isEqualTo(before);
        assertThat(archive.count("archive.applications")).isZero();
    }

    @Test
    void j20_what_stays_live_names_the_application_again_after_its_return() {
        String links =
                """
                (SELECT application_id FROM referrals WHERE application_id IS NOT NULL
                 UNION ALL SELECT application_id FROM messages WHERE application_id IS NOT NULL
                 UNION ALL SELECT source_application_id FROM talent_pool_memberships
                           WHERE source_application_id IS NOT NULL
                 UNION ALL SELECT application_id FROM pipeline.source_records
                           WHERE application_id IS NOT NULL) l
                """;
        assertThat(archive.count(links)).isEqualTo(4);
        archive.move(DueRows.applications());
        assertThat(archive.count(links)).isZero();

        archive.restore(ID);

        assertThat(archive.count(links)).isEqualTo(4);
    }

    @Test
    void j20_a_posting_goes_with_its_children_and_comes_back_before_its_application()
            throws SQLException {
        assertThat(archive.move(DueRows.jobs())).isZero();
        Map<String, String> application = archive.rows(Root.APPLICATION);
        archive.move(DueRows.applications());
        Map<String, String> posting = archive.rows(Root.JOB);
        assertThat(archive.move(DueRows.jobs())).isEqualTo(1);
        assertThat(archive.rows(Root.JOB))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isEqualTo("[]"));
        assertThat(archive.count("embeddings WHERE entity_type = 'job'")).isZero();
        assertThat(archive.count("pipeline.match_results")).isZero();
        assertThat(archive.count("pipeline.match_job_states")).isZero();
        assertThat(
                        archive.jdbc
                                .sql("SELECT applications_count FROM archive.jobs")
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
        try (Connection connection = archive.database.dataSource().getConnection()) {
            assertThat(Orphans.in(connection)).isEmpty();
        }

        assertThat(archive.restore(ID))
                .isInstanceOfSatisfying(
                        Restored.class,
                        restored -> {
                            assertThat(restored.posting()).isTrue();
                            assertThat(restored.remarks()).isEmpty();
                        });

        assertThat(archive.rows(Root.APPLICATION)).isEqualTo(application);
        posting.keySet().removeAll(List.of("public.job_counters", "public.screening_answers"));
        assertThat(archive.rows(Root.JOB)).containsAllEntriesOf(posting);
        assertThat(archive.count("archive.jobs")).isZero();
    }

    @Test
    void j20_a_table_that_is_added_below_an_offer_is_carried_without_being_told() {
        archive.execute(
                """
                CREATE TABLE offer_letters (
                    id bigint PRIMARY KEY,
                    offer_id bigint NOT NULL REFERENCES offers ON DELETE CASCADE,
                    body text NOT NULL,
                    words integer GENERATED ALWAYS AS (length(body)) STORED);
                INSERT INTO offer_letters (id, offer_id, body) SELECT 7, id, 'Dear' FROM offers;
                """);
        archive.move(DueRows.applications());
        assertThat(archive.count("offer_letters")).isZero();

        archive.restore(ID);

        assertThat(archive.count("offer_letters WHERE body = 'Dear' AND words = 4")).isEqualTo(1);
    }

    @Test
    void j20_checksums_verify_and_an_altered_payload_is_found_and_not_restored() {
        archive.move(DueRows.applications());
        archive.move(DueRows.jobs());
        List<String> altered = new ArrayList<>();
        ArchiveVerification verification = new ArchiveVerification(archive.jdbc);
        assertThat(verification.verify((table, id) -> altered.add(table + " " + id))).isEqualTo(2);
        assertThat(altered).isEmpty();

        archive.execute(
                "UPDATE archive.applications SET payload = jsonb_set(payload,"
                        + " '{tables,applications,0,ai_score}', '0.99')");
        verification.verify((table, id) -> altered.add(table + " " + id));

        assertThat(altered).containsExactly("archive.applications " + ID);
        assertThat(archive.restore(ID)).isEqualTo(new Altered("archive.applications", ID));
        assertThat(archive.count("applications")).isZero();
        assertThat(archive.count("jobs")).isZero();
        assertThat(archive.count("archive.applications")).isEqualTo(1);
    }

    @Test
    void a_payload_of_an_older_schema_gets_defaults_and_its_dropped_columns_are_named() {
        archive.move(DueRows.applications());
        archive.execute(
                """
                ALTER TABLE application_notes ADD COLUMN tone text NOT NULL DEFAULT 'plain';
                ALTER TABLE applications DROP COLUMN source_detail CASCADE;
                """);

        assertThat(archive.restore(ID))
                .isInstanceOfSatisfying(
                        Restored.class,
                        restored ->
                                assertThat(restored.remarks())
                                        .containsExactly(
                                                "column applications.source_detail is gone: left"
                                                        + " out"));
        assertThat(archive.count("application_notes WHERE tone = 'plain'")).isEqualTo(1);
    }

    @Test
    void what_was_named_and_is_gone_meanwhile_is_treated_as_if_it_had_gone_from_live_rows() {
        archive.move(DueRows.applications());
        archive.execute(
                "DELETE FROM screening_questions; UPDATE jobs SET hiring_pipeline_id = NULL");
        archive.execute("DELETE FROM pipeline_stages");

        assertThat(archive.restore(ID))
                .isInstanceOfSatisfying(
                        Restored.class,
                        restored ->
                                assertThat(restored.remarks())
                                        .contains(
                                                "1 of 1 rows of screening_answers named what is"
                                                        + " gone: left out",
                                                "1 rows of applications differ: they named what is"
                                                        + " gone, or a key out of use"));
        assertThat(archive.count("screening_answers")).isZero();
        assertThat(archive.count("applications WHERE current_stage_id IS NULL")).isEqualTo(1);
    }

    @Test
    void who_was_erased_meanwhile_does_not_come_back() {
        archive.move(DueRows.applications());
        archive.execute("UPDATE candidates SET anonymized_at = now()");
        assertThat(archive.restore(ID))
                .isEqualTo(
                        new Refused(
                                "the candidate of application " + ID + " was erased meanwhile"));

        archive.execute("UPDATE candidates SET anonymized_at = NULL");
        archive.execute(
                "INSERT INTO compliance.ingestion_suppressions (subject_fingerprint)"
                        + " SELECT candidate_fingerprint FROM archive.applications");
        assertThat(archive.restore(ID))
                .isEqualTo(
                        new Refused("the applicant of application " + ID + " asked to be erased"));

        archive.execute("UPDATE archive.applications SET payload = '{}', anonymized_at = now()");
        assertThat(archive.restore(ID)).isInstanceOf(Refused.class);
        assertThat(archive.restore(12))
                .isEqualTo(new Refused("there is no application 12 in the archive"));
        assertThat(archive.count("applications")).isZero();
    }
}
