package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.AMERICAN;
import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of J17 on a tenant that would lose more than the cap allows. */
class CappedRunIT {

    private static final RetainSettings FLOOR_OF_FOUR =
            new RetainSettings(0.1, 4, Duration.ofDays(3), 500, 20);

    @TempDir private Path home;

    private RetentionJobs jobs;
    private RetentionDatabase data;

    @BeforeEach
    void open() {
        jobs = new RetentionJobs(home);
        data = jobs.data;
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void j17_a_tenant_over_its_cap_keeps_all_of_the_class_and_a_finding_says_so() {
        data.messages(GERMAN, 1, 6, "2023-01-01");
        data.messages(GERMAN, 101, 44, "2026-11-01");
        data.messages(AMERICAN, 201, 4, "2023-01-01");

        Visit visit = jobs.run(jobs.retention(FLOOR_OF_FOUR).evaluation());

        assertThat(data.count("messages WHERE organization_id = 1")).isEqualTo(50);
        assertThat(data.count("messages WHERE organization_id = 2")).isZero();
        assertThat(visit.tally().noted()).containsEntry("tenants over the cap", 1);
        assertThat(visit.findings())
                .containsExactly(
                        Finding.warning(
                                FindingKind.RETENTION_OVERDUE,
                                "organization 1 communication",
                                6,
                                5,
                                "organization 1 would lose 6 of 50 rows of class communication,"
                                        + " more than 10 %, so nothing of it was ended. Look at"
                                        + " the rows of plan "
                                        + onlyPlan()
                                        + "; if they are right: matchmill retain plan, then"
                                        + " matchmill retain apply PLAN --cap SHARE."));
        assertThat(jobs.retention().evaluation().judges())
                .containsExactly(FindingKind.RETENTION_OVERDUE);
    }

    @Test
    void what_belongs_to_no_tenant_has_its_cap_too() {
        for (int i = 1; i <= 5; i++) {
            data.candidate(i, "2023-01-01");
        }

        Visit visit = jobs.run(jobs.retention(FLOOR_OF_FOUR).evaluation());

        assertThat(visit.findings())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.object()).isEqualTo("platform candidate_profile");
                    assertThat(it.metric()).isEqualTo(5);
                    assertThat(it.threshold()).isEqualTo(4);
                });
        assertThat(data.count("candidates WHERE is_anonymized")).isZero();
    }

    @Test
    void a_cap_keeps_nobody_from_being_restricted() {
        data.rule("m DE 12M status", "application", "anonymise"); // the maximum is 6 months
        for (int i = 1; i <= 5; i++) {
            data.candidate(i, "2026-11-01");
            data.application(i, GERMAN, "2025-01-01");
        }
        data.candidate(6, "2026-11-01");
        data.application(6, GERMAN, "2026-03-01");

        jobs.run(jobs.retention(FLOOR_OF_FOUR).evaluation());

        assertThat(data.texts("SELECT id::text FROM applications WHERE restricted_at IS NOT NULL"))
                .containsExactly("6");
        assertThat(data.count("applications WHERE is_anonymized")).isZero();
    }

    private long onlyPlan() {
        return data.jdbc
                .sql("SELECT id FROM compliance.retention_plans")
                .query(Long.class)
                .single();
    }
}
