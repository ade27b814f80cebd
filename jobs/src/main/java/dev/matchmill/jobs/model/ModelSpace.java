package dev.matchmill.jobs.model;

import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the vectors of models take. */
record ModelSpace(JdbcClient jdbc) {

    private static final String TAKEN =
            """
            SELECT t.entity_type::text AS kind, coalesce(pg_total_relation_size(l.leaf), 0) AS bytes,
                   (SELECT count(*) FROM embeddings e
                    WHERE e.entity_type = t.entity_type AND e.embedding_model_id = :model)
                       AS vectors,
                   (SELECT count(*) FROM embeddings e
                    WHERE e.entity_type = t.entity_type AND e.embedding_model_id = :model
                      AND e.chunk_no = 0)
                       AS entities
            FROM unnest(enum_range(NULL::embedding_entity_type)) AS t (entity_type)
            LEFT JOIN LATERAL (
                SELECT to_regclass(format('public.%I',
                                          'embeddings_' || t.entity_type || '_m' || :model)) AS leaf
                ) l ON true
            ORDER BY t.entity_type
            """;

    /**
     * Of one kind of entity.
     *
     * @param kind label of the type; a posting is a job there
     * @param vectors rows
     * @param entities that have any
     * @param bytes of table and indexes
     */
    record Taken(String kind, long entities, long vectors, long bytes) {}

    List<Taken> of(long model) {
        return jdbc.sql(TAKEN)
                .param("model", model)
                .query((row, _) ->
                        new Taken(
                                row.getString("kind"),
                                row.getLong("entities"),
                                row.getLong("vectors"),
                                row.getLong("bytes")))
                .list();
    }

    /** As a person reads it. */
    static String shown(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
