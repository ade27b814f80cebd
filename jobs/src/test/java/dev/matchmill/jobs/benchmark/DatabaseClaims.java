package dev.matchmill.jobs.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.claim.ApplicationRace;
import dev.matchmill.migrations.claim.ConnectionPool;
import dev.matchmill.migrations.claim.Finding;
import dev.matchmill.migrations.claim.Growth;
import dev.matchmill.migrations.claim.IndexBuilds;
import dev.matchmill.migrations.claim.IndexCost;
import dev.matchmill.migrations.claim.LargeIds;
import dev.matchmill.migrations.claim.MixedLoad;
import dev.matchmill.migrations.claim.NearestNeighbours;
import dev.matchmill.migrations.claim.PartialIndexes;
import dev.matchmill.migrations.claim.RecruiterDashboard;
import dev.matchmill.migrations.claim.StatementTimeout;
import dev.matchmill.migrations.claim.SummaryRefresh;
import dev.matchmill.migrations.claim.TimedClaims;
import dev.matchmill.migrations.pattern.DataSet;
import dev.matchmill.migrations.pattern.PatternTiming;
import dev.matchmill.migrations.pattern.SyntheticRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Claims P01 to P27, one after the other, those that change rows last. */
record DatabaseClaims(TestDatabase database, DataSet set, int vectors, Consumer<String> progress) {

    /** All findings, by id. */
    List<Finding> judge(Map<String, PatternTiming> timings, Duration load) throws Exception {
        DataSource rows = database.dataSource();
        List<Finding> findings = new ArrayList<>(TimedClaims.judge(timings));
        progress.accept("neighbours");
        findings.addAll(
                NearestNeighbours.check(database.address().unpooled(), vectors, set.candidates()));
        progress.accept("partial indexes, dashboard, summary");
        findings.add(PartialIndexes.check(rows));
        findings.add(RecruiterDashboard.check(rows, set));
        findings.add(SummaryRefresh.check(rows));
        progress.accept("large ids, index builds, cost of indexes");
        findings.add(LargeIds.check(rows));
        findings.add(IndexBuilds.check(rows));
        findings.add(IndexCost.check(rows, set));
        progress.accept("growth");
        findings.add(growth());
        progress.accept("mixed load of " + load.toSeconds() + " s");
        findings.addAll(new MixedLoad(database.address(), set).check(load));
        progress.accept("race, pool, statement timeout");
        try (HikariDataSource pool = ConnectionPool.open(database.address())) {
            findings.add(ApplicationRace.check(pool));
        }
        findings.add(ConnectionPool.check(database.address()));
        findings.add(StatementTimeout.check(rows, null));
        findings.add(
                Finding.notChecked(
                        "P24", "a replica is less than 100 ms behind", "there is no replica"));
        findings.add(
                Finding.notChecked(
                        "P25",
                        "restored within 15 min, at most 5 min lost",
                        "needs base backups and archived WAL"));
        findings.sort(Comparator.comparing(Finding::id));
        return findings;
    }

    private Finding growth() throws Exception {
        if (set == DataSet.XS) {
            return Finding.notChecked("P20", Growth.CLAIM, "no smaller set to compare with");
        }
        DataSet less = set == DataSet.M || set == DataSet.L ? DataSet.S : DataSet.XS;
        try (TestDatabase few = TestDatabase.create()) {
            SyntheticRows.load(few.dataSource(), less, _ -> {});
            return Growth.check(few.address().unpooled(), less, database.address().unpooled(), set);
        }
    }
}
