package dev.matchmill.migrations.claim;

import dev.matchmill.migrations.SqlSection;
import dev.matchmill.migrations.pattern.DataSet;
import dev.matchmill.migrations.pattern.PatternParameters;
import dev.matchmill.migrations.pattern.QueryPattern;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** P12: one statement says what one count for each figure says (counts.sql). */
public final class RecruiterDashboard {

    private static final int RECRUITERS = 20;

    private RecruiterDashboard() {}

    /** Compares for some recruiters. */
    public static Finding check(DataSource rows, DataSet set) {
        JdbcClient jdbc = JdbcClient.create(rows);
        QueryPattern dashboard = QueryPattern.of("Q15");
        Map<String, String> counts = SqlSection.byTitle(RecruiterDashboard.class, "counts.sql");
        int equal = 0;
        long applications = 0;
        for (Map<String, @Nullable Object> parameters :
                PatternParameters.of(rows, set, RECRUITERS)) {
            Map<String, @Nullable Object> one =
                    jdbc.sql(dashboard.sql()).params(parameters).query().singleRow();
            Map<String, @Nullable Object> several = new HashMap<>();
            counts.forEach((figure, count) ->
                    several.put(
                            figure, jdbc.sql(count).params(parameters).query(Long.class).single()));
            equal += one.equals(several) ? 1 : 0;
            applications += (Long) several.getOrDefault("applications", 0L);
        }
        return new Finding(
                "P12",
                "the dashboard needs 80 % fewer statements: 1 instead of 5 or more, with equal"
                        + " figures",
                "1 instead of %d, equal for %d of %d recruiters with %d applications"
                        .formatted(counts.size(), equal, RECRUITERS, applications),
                Verdict.of(counts.size() >= 5 && equal == RECRUITERS && applications > 0));
    }
}
