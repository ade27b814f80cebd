package dev.matchmill.jobs.shortlist;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Skills as people write them. */
final class SkillNames {

    private static final String NAMES =
            "SELECT canonical_name, display_name FROM skills WHERE display_name <> canonical_name";

    private SkillNames() {}

    /** From the name that is stored to the one to show; unknown ones stay as they are. */
    static UnaryOperator<String> read(JdbcClient jdbc) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql(NAMES).query((row, _) -> names.put(row.getString(1), row.getString(2))).list();
        return skill -> names.getOrDefault(skill, skill);
    }
}
