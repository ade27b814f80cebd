package dev.matchmill.migrations.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ways to write a query past its index, beside the form that uses it. */
class BadPatternIT {

    private static TestDatabase database;
    private static Explain explain;

    @BeforeAll
    static void load() throws SQLException {
        database = TestDatabase.create();
        SyntheticRows.load(database.dataSource(), DataSet.XS, _ -> {});
        explain = new Explain(database.address().unpooled());
    }

    @AfterAll
    static void drop() {
        explain.close();
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    a function on the column | candidates | lower(email) = 'cand17@mail.example' | email = 'cand17@mail.example' | uq_candidates_email
                    another type | candidates | user_id::text = '723' | user_id = 723 | uq_candidates_user_id
                    arithmetic on the column | applications | applied_at + interval '1 day' > now() AND job_id + 0 = 17 | applied_at > now() - interval '1 day' AND job_id = 17 | idx_applications_job_status
                    a numeric parameter for a bigint | applications | candidate_id = 17.0 | candidate_id = 17 | idx_applications_candidate_status
                    the predicate of a partial index left out | jobs | title ILIKE '%eveloper Berlin 123%' | status = 'open' AND title ILIKE '%eveloper Berlin 123%' | idx_jobs_title_trgm
                    a text comparison of JSON | candidates | skills::text LIKE '%"skill17"%' | skills @> '["skill17"]' | idx_candidates_skills_gin
                    """)
    void only_the_second_form_uses_the_index(
            String mistake, String table, String bad, String good, String index) {
        Plan slow = explain.run("SELECT id FROM " + table + " WHERE " + bad, Map.of());
        Plan fast = explain.run("SELECT id FROM " + table + " WHERE " + good, Map.of());

        assertThat(slow.sequentiallyScanned()).containsExactly(table);
        assertThat(fast.sequentiallyScanned()).isEmpty();
        assertThat(fast.indexes()).contains(index);
    }

    @Test
    void a_leading_wildcard_needs_trigrams() {
        String query = "SELECT id FROM candidates WHERE current_title LIKE '%eveloper 17'";
        Plan withTrigrams = explain.run(query, Map.of());
        jdbc().sql("DROP INDEX idx_candidates_current_title_trgm").update();
        Plan withBtree = explain.run(query, Map.of());

        assertThat(withTrigrams.indexes()).containsExactly("idx_candidates_current_title_trgm");
        assertThat(withBtree.indexes()).isEmpty();
        jdbc().sql(
                        "CREATE INDEX idx_candidates_current_title_trgm ON candidates USING gin"
                                + " (current_title gin_trgm_ops) WHERE current_title IS NOT NULL")
                .update();
    }

    @Test
    void or_with_a_condition_on_another_table_reads_everything_and_a_union_does_not() {
        String applications =
                "SELECT a.id FROM applications a JOIN candidates c ON c.id = a.candidate_id ";
        Plan either =
                explain.run(
                        applications + "WHERE a.job_id = 17 OR c.email = 'cand18@mail.example'",
                        Map.of());
        Plan union =
                explain.run(
                        applications
                                + "WHERE a.job_id = 17 UNION "
                                + applications
                                + "WHERE c.email = 'cand18@mail.example'",
                        Map.of());

        assertThat(either.sequentiallyScanned()).contains("applications");
        assertThat(union.sequentiallyScanned()).isEmpty();
        assertThat(union.buffers()).isLessThan(either.buffers() / 2);
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }
}
