package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.maintain.MaintainText;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.rejection.RejectionChoice;
import dev.matchmill.jobs.rejection.RejectionList;
import dev.matchmill.jobs.rejection.RejectionList.Rejection;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.migrations.type.RejectionReason.Category;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The acceptance checks of J24, O5 and of O7 for documents. */
class IngestionAcceptanceIT {

    @TempDir private Path temporary;

    private PipelineFixture program;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        files = new SampleFiles(temporary.resolve("in"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j24_one_corrupt_file_among_100_is_one_dead_letter_until_it_is_repaired_and_replayed()
            throws SQLException {
        for (int i = 1; i < 100; i++) {
            files.resume("r%02d.txt".formatted(i), "Ada Fenwick", i + "@example.org", "Java");
        }
        Path broken = files.write("broken.pdf", "%PDF-1.7\nbroken off");

        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(100, 99, 0, 0, 0, 1, 0));
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT concat_ws(' ', external_id, stage, reason, status)"
                                                + " FROM pipeline.dead_letters"))
                .containsExactly("broken.pdf extract_text corrupt open");
        assertThat(program.ingest(files.folder()).report().books())
                .as("the same input again: received = unchanged")
                .isEqualTo(new Books(100, 0, 100, 0, 0, 0, 0));

        files.resume(broken.getFileName().toString(), "Ben Marlow", "ben@example.org", "Java");
        assertThat(replay(RejectionChoice.ALL)).isEqualTo(1);

        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(100, 1, 99, 0, 0, 0, 0));
        assertThat(program.rows().texts("SELECT status::text FROM pipeline.dead_letters"))
                .containsExactly("resolved");
    }

    @Test
    void j24_what_the_pipeline_does_of_the_schedule_is_seen_beside_the_other_jobs() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.write("broken.pdf", "%PDF-1.7\nbroken off");

        program.ingest(files.folder());

        assertThat(runs()).containsExactly("ingestion completed_with_errors 1 t");
        assertThat(lastSuccess("ingestion")).isNotEmpty();
        assertThat(lastSuccess("matchRefreshIncremental")).isEmpty();

        program.match();

        assertThat(lastSuccess("matchRefreshIncremental")).isNotEmpty();
        assertThat(
                        program.rows()
                                .text(
                                        """
                                        SELECT (summary::jsonb -> 'noted' ->> 'rejected')
                                        FROM ops.maintenance_runs WHERE job_name = 'ingestion'
                                        """))
                .isEqualTo("1");
    }

    @Test
    void j30_a_full_refresh_leaves_its_row_beside_that_of_j25() {
        program.match(MatchExtent.EVERYTHING);

        assertThat(runs())
                .containsExactlyInAnyOrder(
                        "matchRefreshIncremental completed 0 t", "matchRefreshFull completed 0 t");
        assertThat(lastSuccess("matchRefreshFull")).isNotEmpty();
    }

    @Test
    void j24_the_run_of_a_dead_process_is_ended_by_the_next() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        program.ingest(files.folder());
        program.jdbc()
                .sql("UPDATE ops.maintenance_runs SET status = 'running', finished_at =" + " NULL")
                .update();

        program.ingest(files.folder());

        assertThat(
                        program.rows()
                                .texts("SELECT status::text FROM ops.maintenance_runs ORDER BY id"))
                .containsExactly("failed", "completed");
    }

    @Test
    void o5_a_replay_is_tried_by_the_next_run_and_twice_changes_nothing() throws SQLException {
        files.resume("first.txt", "Ada Fenwick", "a@example.org", "Java");
        files.resume("second.txt", "Ben Marlow", "b@example.org", "Java");
        program.cannotRead(".txt");
        program.ingest(files.folder());
        assertThat(program.rows().ledger()).allMatch(line -> line.endsWith("rejected corrupt"));
        program.cannotRead("second.txt");
        assertThat(program.ingest(files.folder()).report().books().unchanged())
                .as("unchanged documents are not tried by themselves")
                .isEqualTo(2);

        assertThat(replay(RejectionChoice.ALL)).isEqualTo(2);
        List<String> letters = program.rows().versions("pipeline.dead_letters");
        assertThat(replay(RejectionChoice.ALL)).as("twice changes nothing").isZero();
        assertThat(program.rows().versions("pipeline.dead_letters")).isEqualTo(letters);
        program.ingest(files.folder());

        assertThat(program.rows().ledger().getFirst()).isEqualTo("first.txt stored");
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT concat_ws(' ', external_id, status, attempt_count)"
                                                + " FROM pipeline.dead_letters ORDER BY 1"))
                .containsExactly("first.txt resolved 1", "second.txt open 2");
    }

    @Test
    void o5_only_what_was_chosen_is_replayed_and_what_was_given_up_is_left_alone()
            throws SQLException {
        files.write("broken.pdf", "%PDF-1.7\nbroken off");
        files.write("empty.txt", "");
        program.ingest(files.folder());
        OffsetDateTime future =
                program.get(Clock.class).instant().atOffset(ZoneOffset.UTC).plusDays(1);
        String place = program.rows().text("SELECT location FROM pipeline.ingestion_sources");

        RejectionChoice all = RejectionChoice.ALL;
        assertThat(replay(all.ofReason("encrypted"))).isZero();
        assertThat(replay(all.ofSource(place + "/other"))).isZero();
        assertThat(replay(all.ofOrganization("Nobody's"))).isZero();
        assertThat(replay(all.since(future))).isZero();
        assertThat(replay(all.until(future.minusDays(2)))).isZero();
        String organization =
                program.rows()
                        .text(
                                "SELECT o.name FROM organizations o JOIN"
                                        + " pipeline.ingestion_sources s ON s.organization_id ="
                                        + " o.id");
        RejectionChoice one =
                all.ofReason("corrupt")
                        .ofSource(place)
                        .ofOrganization(organization)
                        .since(future.minusDays(2))
                        .until(future);
        assertThat(new RejectionList(program.jdbc()).page(one, 10))
                .extracting(Rejection::item, Rejection::category, Rejection::organization)
                .containsExactly(tuple("broken.pdf", Category.REJECT, organization));
        assertThat(replay(one)).isEqualTo(1);
        try (RejectionWork work = work()) {
            assertThat(work.drop(RejectionChoice.ALL)).isEqualTo(2);
            assertThat(work.drop(RejectionChoice.ALL)).isZero();
        }

        assertThat(program.ingest(files.folder()).report().books().unchanged()).isEqualTo(2);
        assertThat(program.rows().texts("SELECT DISTINCT status::text FROM pipeline.dead_letters"))
                .containsExactly("discarded");
    }

    @Test
    void o7_documents_read_by_another_version_are_read_again_and_only_those() {
        for (String name : List.of("ada", "ben", "cat")) {
            files.resume(name + ".txt", name + " Fenwick", name + "@example.org", "Java");
        }
        program.ingest(files.folder());
        program.jdbc()
                .sql(
                        "UPDATE pipeline.source_records SET pipeline_version = '0' WHERE"
                                + " external_id = 'ben.txt'")
                .update();
        List<String> others = versions("<> 'ben.txt'");

        Books again = program.ingest(files.folder()).report().books();

        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(versions("<> 'ben.txt'")).isEqualTo(others);
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT DISTINCT pipeline_version FROM"
                                                + " pipeline.source_records"))
                .as("the work list is empty")
                .hasSize(1)
                .doesNotContain("0");
        assertThat(program.ingest(files.folder()).report().books().unchanged()).isEqualTo(3);
    }

    private List<String> versions(String which) {
        return program.rows().versions("pipeline.source_records WHERE external_id " + which);
    }

    private List<String> runs() {
        return program.rows()
                .texts(
                        """
                        SELECT concat_ws(' ', job_name, status, rows_affected,
                                         batch_job_execution_id IS NOT NULL)
                        FROM ops.maintenance_runs ORDER BY id
                        """);
    }

    private String lastSuccess(String job) {
        MaintainText text = program.get(MaintainText.class);
        JsonNode list = Json.mapper().readTree(text.listJson(program.get(MaintenanceJobs.class)));
        for (JsonNode entry : list) {
            if (entry.get("job").asString().equals(job)) {
                return entry.get("last_success").asString("");
            }
        }
        throw new AssertionError("not listed: " + job);
    }

    private long replay(RejectionChoice choice) throws SQLException {
        try (RejectionWork work = work()) {
            return work.replay(choice);
        }
    }

    private RejectionWork work() throws SQLException {
        return RejectionWork.begin(
                program.connections(),
                program.get(Transactions.class),
                program.get(JdbcClient.class),
                program.get(Clock.class),
                "rejects");
    }
}
