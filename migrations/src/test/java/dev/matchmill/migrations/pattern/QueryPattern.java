package dev.matchmill.migrations.pattern;

import dev.matchmill.migrations.SqlSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query that the schema is made for, from patterns.sql.
 *
 * @param id such as Q01
 * @param sql with named parameters, which {@link PatternParameters} gives
 * @param indexes one of them must be in the plan; of a partitioned table the parent's
 * @param limitMillis bound of the 95th percentile on set L
 * @param weight how often it runs in a mixed load
 */
public record QueryPattern(
        String id, String what, String sql, Set<String> indexes, int limitMillis, int weight) {

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_]+)");

    /** All patterns, by id. */
    public static List<QueryPattern> all() {
        List<QueryPattern> patterns = new ArrayList<>();
        SqlSection.byTitle(QueryPattern.class, "patterns.sql")
                .forEach((heading, sql) -> patterns.add(of(heading, sql)));
        return patterns;
    }

    /**
     * The pattern of an id.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public static QueryPattern of(String id) {
        return all().stream().filter(pattern -> pattern.id().equals(id)).findFirst().orElseThrow();
    }

    /** Names of the parameters, each once, in the order of the text. */
    public List<String> parameters() {
        return PARAMETER.matcher(sql).results().map(found -> found.group(1)).distinct().toList();
    }

    /** The statement with {@code $1}, {@code $2} for the first, second of {@link #parameters}. */
    String numbered() {
        List<String> names = parameters();
        return PARAMETER
                .matcher(sql)
                .replaceAll(found ->
                        Matcher.quoteReplacement("$" + (names.indexOf(found.group(1)) + 1)));
    }

    @Override
    public String toString() {
        return id + " " + what;
    }

    private static QueryPattern of(String heading, String sql) {
        String[] parts = heading.split(" \\| ", -1);
        return new QueryPattern(
                parts[0],
                parts[1],
                sql,
                Set.of(parts[2].split(" ", -1)),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
