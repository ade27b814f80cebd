package dev.matchmill.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlaggingIT {

    @Test
    void j16_finds_its_rows_by_the_index_of_rejections() {
        try (ArchiveFixture archive = new ArchiveFixture()) {
            archive.execute(
                    """
                    INSERT INTO applications
                        (job_id, organization_id, candidate_email, status, status_changed_at,
                         rejection_reason)
                    SELECT job_id, organization_id, 'x' || i || '@example.org', 'rejected',
                           now() - interval '1 day', 'other'
                    FROM applications CROSS JOIN generate_series(1, 3000) i
                    """);
            archive.execute("ANALYZE applications");

            assertThat(
                            archive.jdbc
                                    .sql("EXPLAIN " + Flagging.rejected().statement())
                                    .param("now", ArchiveFixture.NOW)
                                    .param("limit", 1000)
                                    .query(String.class)
                                    .list())
                    .anySatisfy(line -> assertThat(line).contains("idx_applications_rejected"));
        }
    }
}
