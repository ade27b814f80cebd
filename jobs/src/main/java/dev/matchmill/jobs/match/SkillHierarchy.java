package dev.matchmill.jobs.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which skills hold which, as imported vocabularies say: who has a narrower one has what holds it,
 * so PostgreSQL answers for relational databases, and never the other way round. Empty where none
 * was imported. Immutable.
 */
final class SkillHierarchy {

    /** Nothing was imported. */
    static final SkillHierarchy NONE = new SkillHierarchy(Map.of());

    // A term is the skill that has one of its names. UNION ends circles that a publisher made.
    private static final String PAIRS =
            """
            WITH RECURSIVE terms AS (
                SELECT n.source, n.term_id, s.canonical_name AS skill
                FROM pipeline.skill_names n
                JOIN skills s ON s.canonical_name = lower(n.name)
                UNION
                SELECT n.source, n.term_id, s.canonical_name
                FROM pipeline.skill_names n
                JOIN skill_aliases a ON a.alias = lower(n.name)
                JOIN skills s ON s.id = a.skill_id
            ), held AS (
                SELECT n.skill AS narrower, b.skill AS broader
                FROM pipeline.skill_relations r
                JOIN terms n ON n.source = r.source AND n.term_id = r.term_id
                JOIN terms b ON b.source = r.source AND b.term_id = r.broader_id
                WHERE n.skill <> b.skill
            ), closure AS (
                SELECT narrower, broader FROM held
                UNION
                SELECT c.narrower, h.broader
                FROM closure c
                JOIN held h ON h.narrower = c.broader
            )
            SELECT broader, array_agg(DISTINCT narrower ORDER BY narrower) AS narrower
            FROM closure
            WHERE narrower <> broader
            GROUP BY broader
            ORDER BY broader
            """;

    private final SortedMap<String, List<String>> narrower;

    /**
     * A hierarchy.
     *
     * @param narrower by skill those that prove it, in alphabetical order
     */
    SkillHierarchy(Map<String, List<String>> narrower) {
        this.narrower = new TreeMap<>(narrower);
    }

    /** As the database has it now. */
    static SkillHierarchy read(JdbcClient jdbc) {
        Map<String, List<String>> narrower = new HashMap<>();
        jdbc.sql(PAIRS)
                .query(row -> {
                    narrower.put(
                            row.getString("broader"),
                            List.of((String[]) row.getArray("narrower").getArray()));
                });
        return narrower.isEmpty() ? NONE : new SkillHierarchy(narrower);
    }

    /** Skills that prove this one, in alphabetical order; mostly none. */
    List<String> narrowerThan(String skill) {
        return narrower.getOrDefault(skill, List.of());
    }

    /** Changes when another skill proves another one. */
    int fingerprint() {
        return narrower.hashCode();
    }
}
