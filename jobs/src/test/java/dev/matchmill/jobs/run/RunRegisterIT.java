package dev.matchmill.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What who recovers a scope takes for dead. */
class RunRegisterIT {

    private TestDatabase database;
    private JdbcClient jdbc;
    private RunRegister register;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        register = new RunRegister(jdbc, Clock.systemUTC(), JsonMapper.builder().build());
        jdbc.sql(
                        """
                        WITH ended AS (
                            INSERT INTO pipeline.runs (command, status, finished_at)
                            VALUES ('ingest', 'stopped', now())
                            RETURNING id
                        ), source AS (
                            INSERT INTO pipeline.ingestion_sources (kind, item_type, name, location)
                            VALUES ('filesystem', 'resume', '/shared', '/shared'),
                                   ('filesystem', 'resume', '/alone', '/alone')
                            RETURNING id, name
                        )
                        INSERT INTO pipeline.ingestion_runs (run_id, source_id, started_at, lister)
                        SELECT ended.id, source.id, now(),
                               CASE name WHEN '/shared' THEN 'run-1-1' END
                        FROM ended, source
                        """)
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_listing_that_others_still_read_is_ended_by_nobody_of_another_scope() {
        register.failDead(Scope.MAINTAIN_HOURLY.commands());

        assertThat(running()).containsExactly("/shared");
    }

    @Test
    void who_holds_the_scope_alone_ends_it() {
        register.failDead(Scope.PIPELINE.commands());

        assertThat(running()).isEmpty();
    }

    private List<String> running() {
        return jdbc.sql(
                        """
                        SELECT s.name
                        FROM pipeline.ingestion_runs i
                        JOIN pipeline.ingestion_sources s ON s.id = i.source_id
                        WHERE i.status = 'running'
                        """)
                .query(String.class)
                .list();
    }
}
