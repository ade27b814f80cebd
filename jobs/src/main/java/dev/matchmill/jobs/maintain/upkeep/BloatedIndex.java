package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.migrations.type.FindingKind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A b-tree with much unused space, or with leaves far out of order.
 *
 * @param name qualified and quoted
 * @param size in bytes
 * @param density percent of used space in its leaves
 * @param fragmentation percent of leaves that are not followed by their neighbour
 */
record BloatedIndex(String name, long size, double density, double fragmentation) {

    // An empty or one-page tree has no density. Leaves that only just split are half full by
    // nature: hence the size limit first, which also keeps pgstatindex from reading every index.
    private static final String FIND =
            """
            SELECT c.name, c.size, s.avg_leaf_density AS density,
                   s.leaf_fragmentation AS fragmentation
            FROM (
                SELECT i.oid, format('%I.%I', n.nspname, i.relname) AS name,
                       pg_relation_size(i.oid) AS size
                FROM pg_class i
                JOIN pg_am a ON a.oid = i.relam AND a.amname = 'btree'
                JOIN pg_namespace n ON n.oid = i.relnamespace
                JOIN pg_index x ON x.indexrelid = i.oid AND x.indisvalid
                WHERE i.relkind = 'i'
                  AND i.relpersistence = 'p'
                  AND n.nspname IN
                      ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
                OFFSET 0) c
            CROSS JOIN LATERAL pgstatindex(c.oid::regclass) s
            WHERE c.size >= :size
              AND s.avg_leaf_density <> 'NaN'
              AND (s.avg_leaf_density < :density OR s.leaf_fragmentation > :fragmentation)
            ORDER BY c.size, c.name
            """;

    private static final double FRAGMENTATION = 50;

    /** All of them, small ones first: they give most for the time that is left. */
    static List<BloatedIndex> find(JdbcClient owner, MaintainSettings settings) {
        return owner.sql(FIND)
                .param("size", settings.bloatSize().toBytes())
                .param("density", settings.leafDensity())
                .param("fragmentation", FRAGMENTATION)
                .query(BloatedIndex.class)
                .list();
    }

    long sizeNow(JdbcClient owner) {
        return owner.sql("SELECT pg_relation_size(CAST(:name AS regclass))")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    Finding finding() {
        return Finding.warning(
                FindingKind.INDEX_BLOAT,
                name,
                density,
                FRAGMENTATION,
                "Rebuild it in a quieter hour: REINDEX INDEX CONCURRENTLY " + name + ".");
    }
}
