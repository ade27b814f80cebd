package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program: plan and apply, killed in the middle, refused by cap and staleness. */
class KilledRetainIT {

    private static final int MESSAGES = 60_000;

    @TempDir private Path folder;

    private TestDatabase database;
    private JdbcClient jdbc;
    private Rows rows;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        rows = new Rows(jdbc);
        setup = ProgramProcess.Setup.on(database, folder.resolve("work"));
        jdbc.sql("INSERT INTO organizations (id, name) VALUES (1, 'T')").update();
        jdbc.sql(
                        """
                        INSERT INTO messages (organization_id, recipient_email, channel, body,
                                              status, created_at)
                        SELECT 1, 'x@example.org', 'email', 'B', 'sent', now() - interval '3 years'
                        FROM generate_series(1, :count)
                        """)
                .param("count", MESSAGES)
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void j17_a_killed_application_is_finished_by_the_next_start() {
        String plan = plan();
        assertThat(rows.count("messages")).isEqualTo(MESSAGES);
        ProgramProcess.Ended refused = setup.run("retain", "apply", plan);
        assertThat(refused.code()).as(refused.err()).isEqualTo(4);
        assertThat(refused.err()).contains("organization 1 would lose 60000 of 60000 rows");
        assertThat(rows.count("messages")).isEqualTo(MESSAGES);
        try (ProgramProcess program = setup.start("retain", "apply", plan, "--cap", "1")) {
            Waiting.until(
                    "work is in progress",
                    () -> {
                        assertThat(program.isAlive()).as("stopped too late").isTrue();
                        return rows.count("messages") < MESSAGES;
                    });
            program.kill();
            assertThat(program.end(20).code()).isEqualTo(137);
        }
        assertThat(rows.count("messages")).isBetween(1L, MESSAGES - 1L);
        assertThat(rows.count("compliance.retention_plan_items WHERE state = 'open'"))
                .isEqualTo(rows.count("messages"));

        ProgramProcess.Ended ended = setup.run("retain", "apply", plan, "--cap", "1");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(rows.count("messages")).isZero();
        assertThat(rows.texts("SELECT sum(rows_affected)::text FROM compliance.retention_actions"))
                .containsExactly("60000");
        assertThat(rows.texts("SELECT sum(rows_affected)::text FROM compliance.erasure_ledger"))
                .containsExactly("60000");
        ProgramProcess.Ended again = setup.run("retain", "apply", plan, "--cap", "1");
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("nothing is left");
    }

    @Test
    void a_plan_is_refused_once_the_rules_are_others() {
        String plan = plan();
        jdbc.sql(
                        """
                        UPDATE compliance.retention_policies SET period = '99 months'
                        WHERE retention_class = 'communication'
                        """)
                .update();

        ProgramProcess.Ended ended = setup.run("retain", "apply", plan, "--cap", "1");

        assertThat(ended.code()).as(ended.err()).isEqualTo(78);
        assertThat(ended.err()).contains("other rules");
        assertThat(rows.count("messages")).isEqualTo(MESSAGES);
    }

    private String plan() {
        ProgramProcess.Ended ended = setup.run("retain", "plan", "--output", "json");
        assertThat(ended.code()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out()).get("plan").asString();
    }
}
