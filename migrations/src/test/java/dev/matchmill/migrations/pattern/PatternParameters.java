package dev.matchmill.migrations.pattern;

import dev.matchmill.migrations.SqlSection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Values for the parameters of all patterns, different for each execution, the same in each run.
 */
public final class PatternParameters {

    private PatternParameters() {}

    /** One map of parameters for each execution, on rows of this set. */
    public static List<Map<String, @Nullable Object>> of(
            DataSource rows, DataSet set, int executions) {
        String query =
                SqlSection.byTitle(PatternParameters.class, "parameters.sql").get("parameters");
        return JdbcClient.create(rows)
                .sql(Objects.requireNonNull(query))
                .params(set.sizes())
                .param("executions", executions)
                .query()
                .listOfRows();
    }
}
