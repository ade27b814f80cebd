package dev.matchmill.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.migrations.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class AdverseImpactIT {

    // 20 women of whom 5 are recommended, 20 men of whom 10 are, 9 who say something else.
    private static final String PEOPLE =
            """
            INSERT INTO organizations (id, name) VALUES (7, 'Harbour Works');
            INSERT INTO jobs (id, organization_id, title, description, status, posted_at)
            VALUES (1, 7, 'P', 'P', 'open', now());
            INSERT INTO candidates (id, email, full_name)
            SELECT i, i || '@d.example', 'D' FROM generate_series(1, 49) i;
            INSERT INTO candidate_consents (id, candidate_id, consent_type, status, granted_at,
                                            policy_version)
            SELECT i, i, 'privacy_notice', 'granted', now(), '1' FROM generate_series(1, 49) i;
            INSERT INTO diversity_data (candidate_id, organization_id, gender, consent_id)
            SELECT i, 7, CASE WHEN i <= 20 THEN 'female' WHEN i <= 40 THEN 'male'
                              ELSE 'non_binary' END::gender_identity, i
            FROM generate_series(1, 49) i;
            INSERT INTO applications (organization_id, job_id, candidate_id, candidate_email,
                                      ai_score, ai_recommendation, ai_scored_at)
            SELECT 7, 1, i, i || '@d.example', 0.5,
                   CASE WHEN i <= 5 OR i BETWEEN 21 AND 30 OR i > 40 THEN 'yes'
                        ELSE 'no' END::recommendation_level, now()
            FROM generate_series(1, 49) i;
            """;

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        JdbcClient.create(database.dataSource()).sql(PEOPLE).update();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void rates_are_compared_and_small_groups_do_not_appear() throws Exception {
        List<AdverseImpact.Group> groups;
        try (var connection = database.dataSource().getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            jdbc.sql("SET ROLE " + WorkingRole.REPORTING.label()).update();
            groups = new AdverseImpact(jdbc).of("Harbour Works");
            assertThat(new AdverseImpact(jdbc).of("Nobody")).isEmpty();
        }

        assertThat(groups)
                .extracting(AdverseImpact.Group::answer)
                .containsExactly("female", "male");
        assertThat(groups.getFirst().rate()).isEqualTo(0.25);
        assertThat(groups.getFirst().ratio()).isEqualTo(0.5, within(1e-9));
        assertThat(groups.getFirst().isNotable()).isTrue();
        assertThat(groups.getLast().ratio()).isEqualTo(1.0);
        assertThat(AdverseImpact.render(groups, "Harbour Works")).contains("below four fifths");
        assertThat(AdverseImpact.render(List.of(), "Nobody")).contains("'Nobody'");
    }
}
