package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.AMERICAN;
import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a minimum ends after a maximum, the row is kept for the law only. */
class RestrictionIT {

    private RetentionDatabase data;

    @BeforeEach
    void open() {
        data = new RetentionDatabase();
        data.rule("m DE 12M status", "application", "anonymise"); // the maximum is 6 months
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void a_clash_restricts_the_application_and_a_person_who_has_no_other() {
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-03-01");
        data.candidate(2, "2026-11-01");
        data.application(2, GERMAN, "2026-03-01");
        data.application(3, 2, AMERICAN, "rejected", "2026-03-01");
        data.candidate(4, "2026-11-01");
        data.application(4, GERMAN, "2026-05-16"); // its maximum is not over

        data.apply(data.plan());

        assertThat(data.texts("SELECT id::text FROM applications WHERE restricted_at IS NOT NULL"))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(data.texts("SELECT id::text FROM candidates WHERE restricted_at IS NOT NULL"))
                .containsExactly("1");
    }

    @Test
    void whoever_is_restricted_loses_vectors_and_matches_at_once() {
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-03-01");
        data.candidate(2, "2026-11-01");
        vectorAndMatch(1);
        vectorAndMatch(2);

        data.apply(data.plan());

        assertThat(data.texts("SELECT entity_id::text FROM embeddings")).containsExactly("2");
        assertThat(data.texts("SELECT candidate_id::text FROM pipeline.match_results"))
                .containsExactly("2");
        assertThat(data.texts("SELECT candidate_id::text FROM pipeline.match_invalidations"))
                .containsExactly("1");
        assertThat(data.count("candidate_profiles")).isEqualTo(1);
    }

    @Test
    void a_restriction_stays_while_the_rules_clash_and_is_lifted_when_that_ends() {
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-03-01");
        data.apply(data.plan());
        assertThat(data.items(data.plan())).isEmpty();

        data.execute("DELETE FROM compliance.retention_policies WHERE rule_kind = 'maximum'");
        long plan = data.plan();
        assertThat(data.items(plan)).containsExactly("applications 1 release open");
        data.apply(plan);

        assertThat(data.count("applications WHERE restricted_at IS NOT NULL")).isZero();
        assertThat(data.count("candidates WHERE restricted_at IS NOT NULL")).isZero();
    }

    @Test
    void a_restricted_application_is_ended_when_its_minimum_is_over() {
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-03-01");
        data.apply(data.plan());

        data.today("2027-03-01T12:00:00Z");
        data.apply(data.plan());

        assertThat(data.count("applications WHERE anonymized_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void a_restriction_for_another_reason_is_left_alone() {
        data.candidate(1, "2026-11-01");
        data.execute(
                """
                UPDATE candidates
                SET restricted_at = now(), restriction_reason = 'subject_request'
                """);

        assertThat(data.items(data.plan())).isEmpty();
        assertThat(data.count("candidates WHERE restricted_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void a_profile_whose_rules_clash_is_restricted_itself() {
        data.rule("M * 1M activity", "candidate_profile", "anonymise");
        data.rule("m * 12M activity", "candidate_profile", "anonymise");
        data.candidate(1, "2026-10-01");
        data.candidate(2, "2026-11-01");

        long plan = data.plan();
        assertThat(data.items(plan)).containsExactly("candidates 1 restrict open");
        data.apply(plan);

        assertThat(data.texts("SELECT id::text FROM candidates WHERE restricted_at IS NOT NULL"))
                .containsExactly("1");
        assertThat(data.items(data.plan())).isEmpty();
    }

    private void vectorAndMatch(long candidate) {
        data.execute(
                """
                INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                VALUES (1, 'M', '1', 'onnx', 1024, 512)
                ON CONFLICT DO NOTHING
                """);
        data.jdbc.sql("SELECT create_embedding_partitions(1)").query().listOfRows();
        data.execute(
                """
                INSERT INTO embeddings
                    (entity_type, embedding_model_id, entity_id, content_hash, embedding_vector)
                SELECT 'candidate', 1, %d, sha256('x'),
                       ('[1' || repeat(',0', 1023) || ']')::vector
                """
                        .formatted(candidate));
        data.execute(
                """
                INSERT INTO pipeline.match_generations
                    (id, embedding_model_id, is_full, config_version, source_watermark, status,
                     activated_at)
                VALUES (1, 1, true, 'x', now(), 'active', now())
                ON CONFLICT DO NOTHING
                """);
        data.execute(
                """
                INSERT INTO pipeline.match_results
                    (job_id, generation_id, candidate_id, rank, score, vector_score,
                     recommendation)
                VALUES (1, 1, %d, %d, 0.5, 0.5, 'yes')
                """
                        .formatted(candidate, candidate));
    }
}
