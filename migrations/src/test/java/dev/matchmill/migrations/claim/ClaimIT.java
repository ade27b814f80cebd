package dev.matchmill.migrations.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.pattern.DataSet;
import dev.matchmill.migrations.pattern.SyntheticRows;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The claims that need few rows and no clock; the benchmark measures the others. */
class ClaimIT {

    private static TestDatabase database;
    private static DataSource rows;

    @BeforeAll
    static void load() {
        database = TestDatabase.create();
        rows = database.dataSource();
        SyntheticRows.load(rows, DataSet.XS, _ -> {});
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void partial_indexes_are_less_than_half_as_large() {
        assertHolds(PartialIndexes.check(rows));
    }

    @Test
    void one_statement_fills_the_dashboard() {
        assertHolds(RecruiterDashboard.check(rows, DataSet.XS));
    }

    @Test
    void nobody_who_reads_the_summary_waits_for_its_refresh() throws SQLException {
        Finding refresh = SummaryRefresh.check(rows);

        assertHolds(refresh);
        assertThat(refresh.measured()).endsWith("of a plain refresh blocked");
    }

    @Test
    void ids_go_beyond_32_bits() {
        assertHolds(LargeIds.check(rows));
    }

    @Test
    void o1_nobody_who_writes_waits_for_an_index_that_is_built_concurrently() throws SQLException {
        assertHolds(IndexBuilds.check(rows));
    }

    @Test
    void one_of_fifty_equal_applications_is_stored() throws InterruptedException {
        assertHolds(ApplicationRace.check(rows));
    }

    @Test
    void a_statement_that_takes_too_long_is_cancelled() throws SQLException {
        assertHolds(StatementTimeout.check(rows, Duration.ofMillis(200)));
    }

    private static void assertHolds(Finding finding) {
        assertThat(finding.verdict()).as("%s", finding).isEqualTo(Verdict.HOLDS);
    }
}
