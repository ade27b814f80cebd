package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.RunOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance checks of J09, J10 and J11. */
class LinksConsentsCountersIT {

    private MaintainFixture program;
    private HygieneRows rows;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        rows = HygieneRows.in(program);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j09_applications_find_the_candidate_of_their_address_or_make_one() {
        rows.execute(
                """
                INSERT INTO applications (id, job_id, organization_id, candidate_email, source)
                VALUES (10, 1, 1, 'c2@example.org', 'direct'),
                       (11, 1, 1, 'new@example.org', 'referral'),
                       (12, 2, 2, 'new@example.org', 'direct'),
                       (13, 1, 1, 'open@example.org', 'direct')
                """);
        rows.execute(
                """
                INSERT INTO pipeline.ingestion_sources
                    (id, kind, item_type, name, location)
                VALUES (1, 'filesystem', 'resume', 'in', '/in')
                """);
        rows.execute(
                """
                INSERT INTO pipeline.source_records
                    (source_id, external_id, state, reason, application_id)
                VALUES (1, 'a.pdf', 'rejected', 'corrupt', 13)
                """);
        rows.execute(
                """
                INSERT INTO pipeline.dead_letters (source_id, external_id, stage, reason)
                VALUES (1, 'a.pdf', 'parse', 'corrupt')
                """);

        program.clock().advance(Duration.ofMinutes(1));

        program.run("J09");

        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT concat_ws(' ', a.id, c.email)
                                        FROM applications a
                                        LEFT JOIN candidates c ON c.id = a.candidate_id
                                        WHERE a.id >= 10 ORDER BY a.id
                                        """))
                .containsExactly(
                        "10 c2@example.org", "11 new@example.org", "12 new@example.org", "13");
        assertThat(program.count("candidates WHERE email = 'new@example.org'")).isEqualTo(1);
        assertThat(program.counted("applicationLinking", "affected", "candidates")).isEqualTo(1);
    }

    @Test
    void j10_exactly_what_rested_on_the_consent_disappears() {
        rows.execute("INSERT INTO talent_pools (id, organization_id, name) VALUES (1, 1, 'pool')");
        rows.consent(1, 1, "talent_pool", "withdrawn");
        rows.consent(2, 2, "talent_pool", "granted");
        rows.execute(
                """
                INSERT INTO talent_pool_memberships (pool_id, candidate_id, consent_id)
                VALUES (1, 1, 1), (1, 2, 2)
                """);
        rows.consent(3, 1, "recording", "withdrawn");
        rows.consent(4, 1, "privacy_notice", "withdrawn");
        rows.consent(5, 2, "privacy_notice", "granted");
        rows.file(1, 1, "aa/1");
        rows.execute(
                """
                INSERT INTO interviews (id, application_id, job_id, organization_id, candidate_id,
                    interview_type, title, scheduled_start, scheduled_end)
                VALUES (1, 1, 1, 1, 1, 'panel', 't', now(), now() + interval '1 hour')
                """);
        rows.execute(
                """
                INSERT INTO interview_recordings (id, interview_id, recording_type, file_id,
                    consent_id)
                VALUES (1, 1, 'audio', 1, 3), (2, 1, 'video', NULL, NULL)
                """);
        rows.execute(
                """
                INSERT INTO diversity_data (candidate_id, organization_id, gender, consent_id)
                VALUES (1, 1, 'female', 4), (2, 1, 'male', 5)
                """);
        MatchedPeople.of(program.jdbc(), 1, 2);
        rows.consent(6, 1, "ai_processing", "withdrawn");

        program.run("J10");

        assertThat(column("talent_pool_memberships", "candidate_id")).containsExactly("2");
        assertThat(column("interview_recordings", "id")).containsExactly("2");
        assertThat(program.count("files WHERE deleted_at IS NOT NULL")).isEqualTo(1);
        assertThat(column("diversity_data", "candidate_id")).containsExactly("2");
        assertThat(column("pipeline.match_results", "candidate_id")).containsExactly("2");
        assertThat(column("pipeline.match_invalidations", "candidate_id")).containsExactly("1");
    }

    @Test
    void j10_under_a_hold_nothing_disappears_and_all_is_counted() {
        rows.hold();
        rows.execute("INSERT INTO talent_pools (id, organization_id, name) VALUES (1, 2, 'pool')");
        rows.consent(1, 2, "talent_pool", "withdrawn");
        rows.consent(2, 2, "privacy_notice", "withdrawn");
        rows.consent(3, 2, "ai_processing", "withdrawn");
        rows.execute(
                "INSERT INTO talent_pool_memberships (pool_id, candidate_id, consent_id) VALUES (1,"
                        + " 2, 1)");
        rows.execute(
                """
                INSERT INTO diversity_data (candidate_id, organization_id, gender, consent_id)
                VALUES (2, 2, 'male', 2)
                """);
        MatchedPeople.of(program.jdbc(), 2);

        program.run("J10");

        assertThat(program.count("talent_pool_memberships")).isEqualTo(1);
        assertThat(program.count("diversity_data")).isEqualTo(1);
        assertThat(program.count("pipeline.match_results")).isEqualTo(1);
        for (String what :
                List.of("talent_pool_memberships", "diversity_data", "pipeline.match_results")) {
            assertThat(program.counted("consentEffects", "held", what)).as(what).isEqualTo(1);
        }
    }

    @Test
    void j11_three_falsified_counters_are_three_repairs_and_three_findings_until_the_next_run() {
        rows.execute("INSERT INTO talent_pools (id, organization_id, name) VALUES (1, 1, 'pool')");
        rows.execute(
                "INSERT INTO talent_pool_memberships (pool_id, candidate_id) VALUES (1, 1), (1,"
                        + " 2)");
        rows.execute("UPDATE job_counters SET applications_count = 7 WHERE job_id = 1");
        rows.execute("DELETE FROM job_counters WHERE job_id = 2");

        program.run("J11");

        assertThat(column("job_counters", "applications_count")).containsExactly("1", "1");
        assertThat(program.rows().text("SELECT members_count::text FROM talent_pools"))
                .isEqualTo("2");
        assertThat(program.findings())
                .containsExactly(
                        "counter_difference job_counters.applications_count 1",
                        "counter_difference job_counters.applications_count 2",
                        "counter_difference talent_pools.members_count 1");

        RunOutcome second = program.run("J11");

        assertThat(second.end()).isEqualTo(RunOutcome.End.COMPLETED);
        assertThat(program.findings()).isEmpty();
        assertThat(program.count("ops.maintenance_findings WHERE resolved_at IS NOT NULL"))
                .isEqualTo(3);
    }

    private List<String> column(String table, String column) {
        return program.rows().texts("SELECT " + column + "::text FROM " + table + " ORDER BY 1");
    }
}
