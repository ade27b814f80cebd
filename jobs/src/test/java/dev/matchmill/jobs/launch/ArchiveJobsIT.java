package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.RunOutcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance checks of J16 and J20. */
class ArchiveJobsIT {

    private MaintainFixture program;
    private ArchiveRows rows;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        HygieneRows.in(program);
        rows = new ArchiveRows(program.jdbc());
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j16_what_was_rejected_six_months_ago_is_flagged_whatever_touched_it_since() {
        rows.application(10, 1, "rejected", "7 months", false);
        rows.application(11, 1, "rejected", "7 months", false);
        rows.application(12, 1, "rejected", "5 months", false);
        rows.application(13, 1, "withdrawn", "9 months", false);
        rows.application(14, 2, "rejected", "9 months", false);
        rows.execute("UPDATE applications SET source_detail = 'touched' WHERE id = 11");
        rows.hold("organization", 2);
        assertThat(program.plan("J16").affected()).containsEntry("applications", 2L);
        assertThat(program.plan("J16").held()).containsEntry("applications", 1L);

        program.run("J16");

        assertThat(program.rows().texts("SELECT id::text FROM applications WHERE is_archived"))
                .containsExactlyInAnyOrder("10", "11");
        assertThat(program.counted("applicationArchiveFlag", "held", "applications")).isEqualTo(1);
        var versions = program.rows().versions("applications");
        program.run("J16");
        assertThat(program.rows().versions("applications")).isEqualTo(versions);
    }

    @Test
    void j16_a_policy_of_an_organization_and_of_a_country_moves_its_own_day_only() {
        rows.application(10, 1, "rejected", "2 months", false);
        rows.application(11, 2, "rejected", "2 months", false);
        rows.application(12, 2, "rejected", "4 months", false);
        rows.execute("UPDATE organizations SET country = 'FR' WHERE id = 2");
        rows.execute(
                """
                INSERT INTO compliance.retention_policies
                    (organization_id, country, retention_class, action, anchor, period,
                     legal_basis, effective_from)
                VALUES (1, NULL, 'application', 'flag', 'status_changed', '1 month', 'x', '2020-01-01'),
                       (NULL, 'FR', 'application', 'flag', 'status_changed', '3 months', 'x',
                        '2020-01-01')
                """);

        program.run("J16");

        assertThat(program.rows().texts("SELECT id::text FROM applications WHERE is_archived"))
                .containsExactlyInAnyOrder("10", "12");
    }

    @Test
    void j20_an_application_is_in_exactly_one_of_live_and_archive_and_is_moved_with_its_notes() {
        rows.application(10, 1, "rejected", "13 months", true);
        rows.application(11, 1, "rejected", "11 months", true);
        rows.application(12, 1, "rejected", "13 months", false);
        rows.application(13, 1, "hired", "5 years", true);

        program.run("J20");

        assertThat(archived()).isEqualTo("10,13");
        assertThat(live()).isEqualTo("1,2,11,12");
        assertThat(
                        program.count(
                                "archive.applications WHERE jsonb_array_length(payload #>"
                                        + " '{tables,application_notes}') = 1"))
                .isEqualTo(2);
        assertThat(program.count("archive.applications WHERE candidate_fingerprint IS NOT NULL"))
                .isEqualTo(2);
        assertThat(program.count("archive.applications_default")).isZero();
        assertThat(
                        program.rows()
                                .text(
                                        "SELECT applications_count::text FROM job_counters WHERE"
                                                + " job_id = 1"))
                .isEqualTo("3");
        var versions = program.rows().versions("archive.applications");
        program.run("J20");
        assertThat(program.rows().versions("archive.applications")).isEqualTo(versions);
        assertThat(program.counted("archive", "affected", "applications")).isZero();
    }

    @Test
    void j20_postings_go_after_their_applications_so_none_disappears() {
        rows.posting(20, 1, "25 months");
        rows.application(10, 20, "rejected", "30 months", true);
        rows.application(11, 20, "hired", "30 months", false);
        rows.posting(21, 1, "25 months");
        rows.application(12, 21, "interviewing", "30 months", false);
        rows.posting(22, 1, "23 months");
        rows.execute("UPDATE job_counters SET views_count = 7 WHERE job_id = 20");
        long applications = program.count("applications");

        program.run("J20");

        assertThat(archived()).isEqualTo("10,11");
        assertThat(program.count("applications") + program.count("archive.applications"))
                .isEqualTo(applications);
        assertThat(program.rows().texts("SELECT job_id::text FROM archive.jobs"))
                .containsExactly("20");
        assertThat(program.rows().text("SELECT applications_count::text FROM archive.jobs"))
                .isEqualTo("2");
        assertThat(program.count("jobs WHERE id IN (21, 22)")).isEqualTo(2);
        assertThat(program.counted("archive", "noted", "jobs with applications")).isEqualTo(1);
    }

    @Test
    void j20_what_is_held_or_was_checked_stays_and_is_counted() {
        for (int id = 10; id <= 14; id++) {
            rows.application(id, 1, "rejected", "2 years", true);
        }
        rows.posting(20, 1, "3 years");
        rows.posting(21, 2, "3 years");
        rows.application(15, 21, "rejected", "3 years", true);
        rows.execute("UPDATE applications SET candidate_id = 2 WHERE id = 11");
        rows.execute(
                "INSERT INTO background_checks (organization_id, application_id) VALUES (1, 12)");
        rows.hold("application", 10);
        rows.hold("candidate", 2);
        rows.hold("job", 20);
        rows.hold("organization", 2);

        program.run("J20");

        assertThat(archived()).isEqualTo("13,14");
        assertThat(program.counted("archive", "held", "applications")).isEqualTo(3);
        assertThat(program.counted("archive", "held", "jobs")).isEqualTo(2);
        assertThat(program.counted("archive", "noted", "applications with a background check"))
                .isEqualTo(1);
        assertThat(program.count("archive.jobs")).isZero();

        rows.execute("UPDATE compliance.legal_holds SET released_at = now() + interval '1 s'");
        program.run("J20");

        assertThat(archived()).isEqualTo("10,11,13,14,15");
        assertThat(program.count("archive.jobs")).isEqualTo(2);
    }

    @Test
    void j20_only_the_clock_decides() {
        rows.application(10, 1, "rejected", "1 month", true);
        program.run("J20");
        assertThat(archived()).isEmpty();

        program.clock().advance(Duration.ofDays(340));
        RunOutcome outcome = program.run("J20");

        assertThat(outcome.end()).isEqualTo(RunOutcome.End.COMPLETED);
        assertThat(archived()).isEqualTo("10");
        assertThat(program.count("archive.applications WHERE archived_at > now()")).isEqualTo(1);
    }

    private String live() {
        return program.rows()
                .text(
                        "SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM"
                                + " applications");
    }

    private String archived() {
        return program.rows()
                .text(
                        "SELECT coalesce(string_agg(application_id::text, ',' ORDER BY"
                                + " application_id), '') FROM archive.applications");
    }
}
