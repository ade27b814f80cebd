package dev.matchmill.jobs.organization;

import dev.matchmill.migrations.type.OrganizationId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Organizations by name. Thread-safe. */
public final class Organizations {

    // Names are not unique in the schema; two first imports at once must still make one.
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('organization:' || :name, 0))";

    private static final String FIND =
            """
            SELECT id
            FROM organizations
            WHERE name = :name
              AND deleted_at IS NULL
            ORDER BY id
            LIMIT 1
            """;

    private static final String INSERT =
            """
            WITH made AS (
                INSERT INTO organizations (name)
                VALUES (:name)
                RETURNING id
            ), settings AS (
                INSERT INTO organization_settings (organization_id)
                SELECT id
                FROM made
            )
            SELECT id
            FROM made
            """;

    private final JdbcClient jdbc;

    public Organizations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The organization of that name, if there is one. */
    public Optional<OrganizationId> find(String name) {
        return jdbc.sql(FIND)
                .param("name", name)
                .query(Long.class)
                .optional()
                .map(OrganizationId::new);
    }

    /** The organization of that name, made when it is new; in the caller's transaction. */
    public OrganizationId findOrCreate(String name) {
        return find(name)
                .orElseGet(() -> {
                    jdbc.sql(LOCK).param("name", name).query().singleRow();
                    return find(name).orElseGet(() -> insert(name));
                });
    }

    private OrganizationId insert(String name) {
        return new OrganizationId(jdbc.sql(INSERT).param("name", name).query(Long.class).single());
    }
}
