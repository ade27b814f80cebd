package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The packaged program, killed in the middle of J20, and its verb. */
class KilledArchiveIT {

    private static final int APPLICATIONS = 20_000;

    @TempDir private Path folder;

    private TestDatabase database;
    private Rows rows;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        rows = new Rows(jdbc);
        setup = ProgramProcess.Setup.on(database, folder.resolve("work"));
        jdbc.sql(
                        """
                        INSERT INTO organizations (id, name) VALUES (1, 'Harbour Works');
                        INSERT INTO jobs (id, organization_id, title, description, status,
                                          posted_at, closed_at)
                        VALUES (1, 1, 'Old', 'Old', 'closed', now() - interval '9 years',
                                now() - interval '5 years')
                        """)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO applications
                            (id, job_id, organization_id, candidate_email, status,
                             status_changed_at, rejection_reason, archived_at)
                        SELECT i, 1, 1, 'x' || i || '@example.org', 'rejected',
                               now() - interval '2 years', 'other', now() - interval '1 year'
                        FROM generate_series(1, :applications) i
                        """)
                .param("applications", APPLICATIONS)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO application_notes (application_id, body)
                        SELECT id, 'n' FROM applications
                        """)
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void j20_a_killed_move_leaves_each_application_in_one_place_and_the_next_start_ends_it() {
        try (ProgramProcess program = setup.start("maintain", "quarterly", "--only", "J20")) {
            Waiting.until(
                    "the move is in progress",
                    () -> {
                        assertThat(program.isAlive()).as("stopped too late").isTrue();
                        return rows.count("archive.applications") > 0;
                    });
            program.kill();
            assertThat(program.end(20).code()).isEqualTo(137);
        }
        assertThat(rows.count("applications")).isBetween(1L, APPLICATIONS - 1L);
        assertEachInOnePlace();
        assertThat(rows.count("jobs")).isEqualTo(1);

        ProgramProcess.Ended ended = setup.run("maintain", "quarterly", "--only", "J20");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(rows.count("applications")).isZero();
        assertThat(rows.count("jobs")).isZero();
        assertEachInOnePlace();
        assertThat(setup.run("archive", "verify").out())
                .contains((APPLICATIONS + 1) + " rows checked, 0 altered");
        assertThat(setup.run("archive", "restore", "7").out())
                .isEqualTo("application 7 is live again, and its posting: 4 rows\n");
        assertThat(setup.run("archive", "restore", "7").code()).isEqualTo(78);
    }

    private void assertEachInOnePlace() {
        assertThat(rows.count("archive.applications") + rows.count("applications"))
                .isEqualTo(APPLICATIONS);
        assertThat(
                        rows.count(
                                "applications a JOIN archive.applications b ON b.application_id ="
                                        + " a.id"))
                .isZero();
        assertThat(
                        rows.count(
                                "archive.applications WHERE jsonb_array_length(payload #>"
                                        + " '{tables,application_notes}') = 1"))
                .isEqualTo(APPLICATIONS - rows.count("application_notes"));
    }
}
