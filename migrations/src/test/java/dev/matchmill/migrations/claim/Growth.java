package dev.matchmill.migrations.claim;

import dev.matchmill.migrations.pattern.DataSet;
import dev.matchmill.migrations.pattern.Explain;
import dev.matchmill.migrations.pattern.PatternParameters;
import dev.matchmill.migrations.pattern.Plan;
import dev.matchmill.migrations.pattern.QueryPattern;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** P20: what the pages of the posting list read on few rows and on many. */
public final class Growth {

    /** What is claimed. */
    public static final String CLAIM =
            "a page of postings costs the same however many there are (factor 2)";

    private static final List<String> LISTS = List.of("Q09", "Q10", "Q37");
    private static final int EXECUTIONS = 20;
    private static final double MOST = 2;

    private Growth() {}

    /** Compares two databases; both must be loaded. */
    public static Finding check(DataSource few, DataSet small, DataSource many, DataSet large)
            throws SQLException {
        boolean holds = true;
        List<String> figures = new ArrayList<>();
        for (String id : LISTS) {
            double before = buffers(few, small, id);
            double after = buffers(many, large, id);
            holds &= after <= MOST * before;
            figures.add(String.format(Locale.ROOT, "%s %.1f → %.1f buffers", id, before, after));
        }
        return new Finding(
                "P20",
                CLAIM,
                "%,d → %,d postings: ".formatted(small.postings(), large.postings())
                        + String.join(", ", figures),
                Verdict.of(holds));
    }

    private static double buffers(DataSource rows, DataSet set, String id) throws SQLException {
        QueryPattern pattern = QueryPattern.of(id);
        try (Explain explain = new Explain(rows)) {
            return PatternParameters.of(rows, set, EXECUTIONS).stream()
                    .map(parameters -> explain.run(pattern, parameters))
                    .mapToLong(Plan::buffers)
                    .average()
                    .orElseThrow();
        }
    }
}
