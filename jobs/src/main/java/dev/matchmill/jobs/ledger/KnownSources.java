package dev.matchmill.jobs.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Places of documents that earlier runs read and nobody switched off. */
public record KnownSources(JdbcClient jdbc) {

    private static final String LOCATIONS =
            """
            SELECT s.location
            FROM pipeline.ingestion_sources s
            JOIN organizations o ON o.id = s.organization_id
            WHERE o.name = :organization
              AND s.item_type = 'resume'
              AND s.is_enabled
            ORDER BY s.id
            """;

    /** Of an organization, in the order in which they were first read. */
    public List<String> locations(String organization) {
        return jdbc.sql(LOCATIONS).param("organization", organization).query(String.class).list();
    }
}
