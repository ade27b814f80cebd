package dev.matchmill.migrations.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every query pattern on set S, and what it costs there against a quarter of the rows. */
class QueryPatternIT {

    private static final int EXECUTIONS = 20;
    private static final int LARGE_TABLE = 10_000;

    static final List<QueryPattern> PATTERNS = QueryPattern.all();

    // A rank is known only when every hit was read: these cost as much as there are hits.
    private static final Set<String> RANKED = Set.of("Q07");

    private static TestDatabase quarter;
    private static TestDatabase whole;
    private static Explain onQuarter;
    private static Explain onWhole;
    private static List<Map<String, @Nullable Object>> parametersOfQuarter;
    private static List<Map<String, @Nullable Object>> parameters;
    private static Set<String> largeTables;
    private static final Map<QueryPattern, List<Plan>> PLANS = new HashMap<>();

    @BeforeAll
    static void load() throws SQLException {
        quarter = TestDatabase.create();
        whole = TestDatabase.create();
        onQuarter = load(quarter, DataSet.XS);
        onWhole = load(whole, DataSet.S);
        parametersOfQuarter = PatternParameters.of(quarter.dataSource(), DataSet.XS, EXECUTIONS);
        parameters = PatternParameters.of(whole.dataSource(), DataSet.S, EXECUTIONS);
        largeTables =
                Set.copyOf(
                        JdbcClient.create(whole.dataSource())
                                .sql(
                                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND"
                                                + " reltuples >= :rows")
                                .param("rows", LARGE_TABLE)
                                .query(String.class)
                                .list());
        assertThat(largeTables).contains("jobs", "applications", "candidates", "user_sessions");
    }

    @AfterAll
    static void drop() {
        onQuarter.close();
        onWhole.close();
        quarter.close();
        whole.close();
    }

    @Test
    void there_are_thirty_seven_patterns() {
        assertThat(PATTERNS).extracting(QueryPattern::id).hasSize(37).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("PATTERNS")
    void the_index_made_for_it_serves_it(QueryPattern pattern) {
        for (Plan plan : plans(pattern)) {
            assertThat(onWhole.indexes(plan))
                    .as("%s", plan)
                    .containsAnyElementsOf(pattern.indexes());
            assertThat(plan.sequentiallyScanned()).doesNotContainAnyElementsOf(largeTables);
        }
    }

    @ParameterizedTest
    @FieldSource("PATTERNS")
    void the_index_serves_a_plan_for_any_values_too(QueryPattern pattern) {
        Plan plan = onWhole.runGeneric(pattern, parameters.getFirst());

        assertThat(onWhole.indexes(plan)).as("%s", plan).containsAnyElementsOf(pattern.indexes());
        assertThat(plan.sequentiallyScanned()).doesNotContainAnyElementsOf(largeTables);
    }

    @ParameterizedTest
    @FieldSource("PATTERNS")
    void it_finds_something(QueryPattern pattern) {
        assertThat(plans(pattern)).anyMatch(plan -> plan.rows() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q13", "Q17"})
    void it_is_answered_by_the_index_alone(String id) {
        for (Plan plan : plans(QueryPattern.of(id))) {
            assertThat(plan.nodes())
                    .filteredOn(step -> !step.index().isEmpty())
                    .extracting(Plan.Step::type)
                    .containsOnly("Index Only Scan");
        }
    }

    @Test
    void page_1000_costs_what_page_1_costs() {
        QueryPattern pages = QueryPattern.of("Q37");
        Plan first = onWhole.run(pages, page(1));
        Plan late = onWhole.run(pages, page(1000));

        assertThat(late.rows()).isEqualTo(first.rows()).isPositive();
        assertThat(late.buffers()).isBetween(first.buffers() / 2, first.buffers() * 2);
    }

    @ParameterizedTest
    @FieldSource("PATTERNS")
    void it_reads_little_that_it_throws_away(QueryPattern pattern) {
        for (Plan plan : plans(pattern)) {
            assertThat(plan.removed()).as("%s", plan).isLessThanOrEqualTo(10.0 * plan.rows() + 20);
        }
    }

    @ParameterizedTest
    @FieldSource("PATTERNS")
    void four_times_the_rows_cost_no_more_for_each_row_of_the_answer(QueryPattern pattern) {
        double growth = RANKED.contains(pattern.id()) ? 4 : 1;
        Cost small = Cost.of(run(onQuarter, pattern, parametersOfQuarter));
        Cost large = Cost.of(plans(pattern));

        assertThat(large.buffers())
                .as("%s: from %s to %s", pattern, small, large)
                .isLessThanOrEqualTo(
                        2 * small.buffers() * Math.max(growth, large.rows() / small.rows()));
    }

    // Two rows a page: set S has fewer than 20,000 postings that are open and public.
    private static Map<String, @Nullable Object> page(int number) {
        return JdbcClient.create(whole.dataSource())
                .sql(
                        """
                        SELECT posted_at AS page_posted_at, id AS page_id
                        FROM jobs
                        WHERE is_public AND status = 'open' AND deleted_at IS NULL
                        ORDER BY posted_at DESC, id DESC
                        OFFSET :skipped LIMIT 1
                        """)
                .param("skipped", 2 * (number - 1))
                .query()
                .singleRow();
    }

    /** Means of several executions; at least one row, so that "none found" has a cost too. */
    private record Cost(double buffers, double rows) {

        static Cost of(List<Plan> plans) {
            return new Cost(
                    plans.stream().mapToLong(Plan::buffers).average().orElseThrow(),
                    plans.stream().mapToLong(p -> Math.max(1, p.rows())).average().orElseThrow());
        }
    }

    private static List<Plan> plans(QueryPattern pattern) {
        return PLANS.computeIfAbsent(pattern, it -> run(onWhole, it, parameters));
    }

    private static List<Plan> run(
            Explain on, QueryPattern pattern, List<Map<String, @Nullable Object>> values) {
        return values.stream().map(it -> on.run(pattern, it)).toList();
    }

    private static Explain load(TestDatabase database, DataSet set) throws SQLException {
        SyntheticRows.load(database.dataSource(), set, _ -> {});
        SyntheticVectors.load(database.address().unpooled(), set.candidates() / 10, set);
        return new Explain(database.address().unpooled());
    }
}
