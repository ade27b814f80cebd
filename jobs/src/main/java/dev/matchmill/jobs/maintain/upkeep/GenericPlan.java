package dev.matchmill.jobs.maintain.upkeep;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the server would execute a normalised statement, whatever its values. Executes nothing. */
final class GenericPlan {

    private static final int LINES = 40;

    private static final String PARAMETERS =
            """
            SELECT coalesce(cardinality(parameter_types), 0)
            FROM pg_prepared_statements
            WHERE name = 'reviewed'
            """;

    private GenericPlan() {}

    /** The plan's lines; empty when the statement can't be planned, such as a text cut short. */
    static List<String> of(JdbcClient owner, String query) {
        String statement = query.strip().replaceAll(";\\s*$", "");
        if (!isOneStatement(statement)) {
            return List.of();
        }
        try {
            execute(owner, "SET plan_cache_mode = force_generic_plan");
            execute(owner, "PREPARE reviewed AS " + statement);
            try {
                int count = owner.sql(PARAMETERS).query(Integer.class).single();
                String values = String.join(", ", Collections.nCopies(count, "NULL"));
                List<String> lines =
                        owner.sql(
                                        "EXPLAIN EXECUTE reviewed"
                                                + (count == 0 ? "" : " (" + values + ")"))
                                .query(String.class)
                                .list();
                return lines.size() <= LINES ? lines : lines.subList(0, LINES);
            } finally {
                execute(owner, "DEALLOCATE reviewed");
            }
        } catch (DataAccessException unplannable) {
            return List.of();
        }
    }

    // What comes from the statistics ran here once; all the same, only what can't be two
    // statements and can be prepared is given back to the server.
    private static boolean isOneStatement(String statement) {
        String start = statement.toLowerCase(Locale.ROOT);
        return !statement.contains(";")
                && !statement.contains("--")
                && (start.startsWith("select")
                        || start.startsWith("with")
                        || start.startsWith("insert")
                        || start.startsWith("update")
                        || start.startsWith("delete")
                        || start.startsWith("merge"));
    }

    private static void execute(JdbcClient owner, String sql) {
        owner.sql(sql).update();
    }
}
