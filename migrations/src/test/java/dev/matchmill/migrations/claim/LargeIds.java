package dev.matchmill.migrations.claim;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** P17: ids beyond 32 bits, made by the database's own sequences. */
public final class LargeIds {

    private static final long BEYOND_INT = 1L << 33;

    private static final String SMALL =
            """
            SELECT count(*)
            FROM pg_sequence s
            JOIN pg_class c ON c.oid = s.seqrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE s.seqtypid <> 'bigint'::regtype
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    private static final String PEOPLE =
            """
            WITH organization AS (
                INSERT INTO organizations (name) VALUES ('Large') RETURNING id
            ), candidate AS (
                INSERT INTO candidates (email, full_name) VALUES ('large@mail.example', 'Large')
                RETURNING id, email
            ), posting AS (
                INSERT INTO jobs (organization_id, title) SELECT id, 'Large' FROM organization
                RETURNING id, organization_id
            )
            INSERT INTO applications (job_id, organization_id, candidate_id, candidate_email)
            SELECT p.id, p.organization_id, c.id, c.email
            FROM posting p CROSS JOIN candidate c
            RETURNING least(id, job_id, organization_id, candidate_id)
            """;

    private LargeIds() {}

    /** Inserts rows of four tables that refer to each other, and undoes it. */
    public static Finding check(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        long small = jdbc.sql(SMALL).query(Long.class).single();
        Long least =
                new TransactionTemplate(new JdbcTransactionManager(database))
                        .execute(status -> {
                            status.setRollbackOnly();
                            for (String table :
                                    new String[] {
                                        "organizations", "candidates", "jobs", "applications"
                                    }) {
                                jdbc.sql(
                                                "ALTER TABLE %s ALTER COLUMN id RESTART WITH %d"
                                                        .formatted(table, BEYOND_INT))
                                        .update();
                            }
                            return jdbc.sql(PEOPLE).query(Long.class).single();
                        });
        return new Finding(
                "P17",
                "ids may go beyond 32 bits (2^33)",
                "rows of four tables with ids from %d on; %d sequences are not bigint"
                        .formatted(least, small),
                Verdict.of(least != null && least >= BEYOND_INT && small == 0));
    }
}
