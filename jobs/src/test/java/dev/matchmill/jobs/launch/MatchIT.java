package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchIT {

    private static final String RANKING =
            """
            SELECT concat_ws(' ', j.external_ref, m.rank, c.email)
            FROM pipeline.current_matches m
            JOIN jobs j ON j.id = m.job_id
            JOIN candidates c ON c.id = m.candidate_id
            ORDER BY j.external_ref, m.rank
            """;

    @TempDir private Path temporary;

    private PipelineFixture program;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        files = new SampleFiles(temporary.resolve("in"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void each_score_is_the_sum_of_its_contributions() {
        people();
        importPostings("ENG-1|Engineer|Java;Kafka", "ENG-2|Analyst|SQL");
        program.run(files.folder());

        assertThat(program.rows().count("pipeline.current_matches")).isEqualTo(8);
        assertThat(
                        program.rows()
                                .count(
                                        """
                                        pipeline.current_matches m
                                        WHERE abs(m.score - (
                                            SELECT sum(value::double precision)
                                            FROM jsonb_each_text(m.breakdown -> 'contributions'))) > 1e-6
                                        """))
                .isZero();
    }

    @Test
    void who_has_the_skills_asked_for_ranks_first_with_the_words_that_prove_it() {
        people();
        importPostings("ENG-2|Analyst|SQL");
        program.run(files.folder());

        assertThat(program.rows().texts(RANKING).getFirst()).isEqualTo("ENG-2 1 cleo@example.org");
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT concat_ws(' ', breakdown -> 'matched' -> 0 ->> 'skill',
                                                         breakdown -> 'matched' -> 0 ->> 'evidence',
                                                         breakdown -> 'missing')
                                        FROM pipeline.current_matches WHERE rank <= 2 ORDER BY rank
                                        """))
                .containsExactly("sql SQL []", "[\"sql\"]");
    }

    @Test
    void ranks_have_no_gaps_and_equal_scores_go_by_candidate() {
        for (int i = 0; i < 6; i++) {
            files.resume("twin" + i + ".txt", "Sam Twin", "twin" + i + "@example.org", "Java");
        }
        importPostings("ENG-1|Engineer|Java");
        program.run(files.folder());

        assertThat(program.rows().texts("SELECT DISTINCT score FROM pipeline.current_matches"))
                .hasSize(1);
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT m.rank || ' ' || row_number() OVER (ORDER BY m.candidate_id)
                                        FROM pipeline.current_matches m ORDER BY m.rank
                                        """))
                .containsExactly("1 1", "2 2", "3 3", "4 4", "5 5", "6 6");
    }

    @Test
    void applicants_get_the_score_and_the_advice_on_their_application() {
        people();
        importPostings("ENG-1|Engineer|Java");
        files.resume("ENG-1/dora.txt", "Dora Quill", "dora@example.org", "Java");
        program.run(files.folder());

        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT a.candidate_email
                                        FROM applications a
                                        JOIN pipeline.current_matches m
                                          ON m.job_id = a.job_id AND m.candidate_id = a.candidate_id
                                        WHERE abs(a.ai_score - m.score) < 1e-9
                                          AND a.ai_recommendation = m.recommendation
                                          AND a.ai_score_breakdown -> 'contributions'
                                              = m.breakdown -> 'contributions'
                                        """))
                .containsExactly("dora@example.org");
    }

    @Test
    void no_application_is_ever_rejected_or_moved_by_the_program() {
        importPostings("ENG-1|Neurosurgeon|Neurosurgery;Anatomy");
        files.write(
                "ENG-1/dora.txt",
                SampleFiles.resume("Dora Quill", "dora@example.org", "Carpentry"));
        program.run(files.folder());
        program.run(files.folder());

        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT status || ' ' || ai_recommendation FROM"
                                                + " applications"))
                .singleElement()
                .asString()
                .matches("pending (no|strong_no)");
        assertThat(
                        program.rows()
                                .count(
                                        """
                                        compliance.audit_log
                                        WHERE table_name = 'applications' AND action = 'update'
                                          AND 'status' = ANY (changed_columns)
                                        """))
                .isZero();
    }

    @Test
    void a_posting_that_closes_leaves_the_matches() {
        people();
        importPostings("ENG-1|Engineer|Java", "ENG-2|Analyst|SQL");
        program.run(files.folder());
        assertThat(program.rows().count("pipeline.match_job_states")).isEqualTo(2);

        program.jdbc()
                .sql(
                        """
                        UPDATE jobs SET status = 'closed', closed_at = now()
                        WHERE external_ref = 'ENG-2'
                        """)
                .update();
        program.match();

        assertThat(program.rows().texts(RANKING))
                .hasSize(4)
                .allMatch(line -> line.startsWith("ENG-1 "));
    }

    @Test
    void an_organization_sees_its_own_candidates_only() {
        people();
        importPostings("ENG-1|Engineer|Java");
        Path others = new SampleFiles(temporary).postings("q.csv", "OTH-1|Engineer|Java");
        program.importPostings(others, "Another House");
        SampleFiles theirs = new SampleFiles(temporary.resolve("theirs"));
        theirs.resume("dora.txt", "Dora Quill", "dora@example.org", "Java");
        program.run(files.folder());
        program.run(
                new dev.matchmill.jobs.ingest.IngestPlan(
                        "Another House",
                        List.of(theirs.folder()),
                        java.util.Optional.empty(),
                        java.util.Optional.empty()));

        List<String> ranking = program.rows().texts(RANKING);

        assertThat(ranking.stream().filter(line -> line.startsWith("OTH-1")))
                .containsExactly("OTH-1 1 dora@example.org");
        assertThat(ranking.stream().filter(line -> line.startsWith("ENG-1")))
                .hasSize(4)
                .noneMatch(line -> line.endsWith("dora@example.org"));
    }

    @Test
    void matching_never_reads_what_people_said_about_who_they_are() {
        people();
        importPostings("ENG-1|Engineer|Java");
        program.run(files.folder());
        program.jdbc().sql("UPDATE jobs SET title = 'Lead Engineer'").update();
        long before = scansOfDiversity();

        program.match();
        program.restart(); // connections that end have counted everything

        assertThat(scansOfDiversity()).isEqualTo(before);
        program.jdbc().sql("SELECT count(*) FROM diversity_data").query(Long.class).single();
        assertThat(scansOfDiversity()).isGreaterThan(before);
    }

    @Test
    void a_candidate_whose_text_changed_gets_a_new_vector_and_the_others_keep_theirs() {
        people();
        importPostings("ENG-1|Engineer|Java");
        program.run(files.folder());
        int embedded = program.embeddedCount();
        files.write(
                "ada.txt",
                SampleFiles.resume("Ada Fenwick", "ada@example.org", "Haskell, Prolog, Erlang"));

        var report = program.run(files.folder()).report();

        assertThat(report.embeddedCandidates()).hasValue(1);
        assertThat(report.embeddedPostings()).hasValue(0);
        assertThat(program.embeddedCount()).isGreaterThan(embedded);
        assertThat(report.matchedPostings()).hasValue(1);
    }

    private void people() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java, Kafka");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        files.resume("cleo.txt", "Cleo Nash", "cleo@example.org", "SQL");
        files.resume("eli.txt", "Eli Thorne", "eli@example.org", "Carpentry");
    }

    private void importPostings(String... lines) {
        program.importPostings(new SampleFiles(temporary).postings("p.csv", lines));
    }

    private long scansOfDiversity() {
        program.jdbc().sql("SELECT pg_stat_force_next_flush()").query().singleRow();
        program.jdbc().sql("SELECT pg_stat_clear_snapshot()").query().singleRow();
        return program.jdbc()
                .sql(
                        """
                        SELECT coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)
                        FROM pg_stat_user_tables WHERE relname = 'diversity_data'
                        """)
                .query(Long.class)
                .single();
    }
}
