package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.RunOutcome;
import java.sql.Connection;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance check of J04, with the clock moved instead of the rows. */
class PartitionsIT {

    private MaintainFixture program;
    private HygieneRows rows;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        rows = HygieneRows.in(program);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j04_coming_periods_exist_and_the_second_run_makes_none() {
        moveByMonths(6);

        assertThat(program.plan("J04").affected().get("partitions made")).isPositive();

        program.run("J04");
        program.run("J04");

        assertThat(program.plan("J04").affected()).containsEntry("partitions made", 0L);
        assertThat(program.counted("partitionMaintenance", "affected", "partitions made")).isZero();
        for (String parent : List.of("public.notifications", "compliance.audit_log")) {
            for (int ahead = 0; ahead <= 3; ahead++) {
                assertThat(exists(parent + month(ahead))).as(parent + month(ahead)).isTrue();
            }
        }
        assertThat(program.findings("partition_gap")).isEmpty();
    }

    @Test
    void j04_expired_partitions_move_whole_to_the_archive_or_go_and_no_row_is_lost() {
        notify(1, 500);
        String live = "notifications" + month(0);
        long audited = program.count("compliance.audit_log");
        assertThat(audited).isPositive();
        moveByMonths(15);
        assertThat(program.plan("J04").affected()).containsKey("partitions moved");

        program.run("J04");

        assertThat(program.count("notifications")).isZero();
        assertThat(exists("archive." + live)).isTrue();
        assertThat(exists("public." + live)).isFalse();
        assertThat(program.count("archive.audit_log") + program.count("compliance.audit_log"))
                .isGreaterThanOrEqualTo(audited);
        assertThat(program.count("archive.audit_log")).isPositive();
        assertThat(program.count("archive.notifications")).isEqualTo(500);
    }

    @Test
    void j04_what_is_past_the_archive_s_period_is_dropped_unless_it_is_held() {
        notify(1, 3);
        moveByMonths(5);
        program.run("J04");
        assertThat(program.count("archive.notifications")).isEqualTo(3);
        rows.execute("INSERT INTO compliance.legal_holds (id, name, reason) VALUES (1, 'a', 'b')");
        rows.execute(
                "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)"
                        + " VALUES (1, 'organization', 1)");
        moveByMonths(12);

        program.run("J04");

        assertThat(program.count("archive.notifications")).isEqualTo(3);
        assertThat(program.counted("partitionMaintenance", "held", "archive.notifications"))
                .isEqualTo(3);

        rows.execute("UPDATE compliance.legal_holds SET released_at = now() + interval '1 s'");
        program.run("J04");

        assertThat(program.count("archive.notifications")).isZero();
    }

    @Test
    void j04_a_partition_that_is_about_to_be_dropped_stays_when_a_hold_arrives() throws Exception {
        notify(2, 4);
        String partition = "archive.notifications" + month(0);
        moveByMonths(5);
        program.run("J04");
        moveByMonths(12);
        makeComing();

        try (ArrivingHold hold = ArrivingHold.in(program)) {
            hold.during("J04");
        }

        assertThat(program.count(partition)).isEqualTo(4);
        assertThat(program.counted("partitionMaintenance", "held", "archive.notifications"))
                .isEqualTo(4);

        rows.execute("UPDATE compliance.legal_holds SET released_at = now() + interval '1 s'");
        program.run("J04");

        assertThat(exists(partition)).isFalse();
    }

    @Test
    void j04_a_detachment_that_was_cut_off_is_brought_to_its_end() throws Exception {
        notify(1, 7);
        String live = "notifications" + month(0);
        String bound =
                program.rows()
                        .text(
                                "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid ="
                                        + " 'public."
                                        + live
                                        + "'::regclass");
        try (Connection connection = program.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COMMENT ON TABLE public."
                            + live
                            + " IS 'leaves public.notifications to archive.notifications: "
                            + bound.replace("'", "''")
                            + "'");
            statement.execute(
                    "ALTER TABLE notifications DETACH PARTITION " + live + " CONCURRENTLY");
        }
        assertThat(program.count("notifications") + program.count("archive.notifications"))
                .isZero();

        program.run("J04");

        assertThat(program.count("archive.notifications")).isEqualTo(7);
        assertThat(program.count("pg_description WHERE description LIKE 'leaves %'")).isZero();
    }

    @Test
    void j04_a_table_that_somebody_else_detached_is_not_touched() {
        rows.execute(
                "ALTER TABLE email_delivery_logs DETACH PARTITION email_delivery_logs" + month(0));
        moveByMonths(40);

        program.run("J04");

        assertThat(exists("public.email_delivery_logs" + month(-40))).isTrue();
    }

    @Test
    void j04_rows_in_a_default_partition_are_a_finding_until_they_are_gone() {
        rows.execute(
                """
                INSERT INTO compliance.audit_log
                    (occurred_at, action, actor_type, schema_name, table_name, row_id)
                VALUES (now() - interval '9 years', 'insert', 'system', 'public', 'jobs', '1')
                """);

        program.run("J04");
        assertThat(program.findings())
                .containsExactly("partition_gap compliance.audit_log_default");

        rows.execute("ALTER TABLE compliance.audit_log_default DISABLE TRIGGER USER");
        rows.execute("DELETE FROM compliance.audit_log_default");
        program.run("J04");

        assertThat(program.findings()).isEmpty();
    }

    @Test
    void j04_a_partition_that_somebody_reads_waits_for_the_next_run() throws Exception {
        notify(1, 2);
        moveByMonths(6);
        makeComing();
        try (Connection reader = program.database().dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM notifications");

            RunOutcome outcome = program.run("J04");

            assertThat(outcome.end()).isEqualTo(RunOutcome.End.STOPPED);
            reader.rollback();
        }
        assertThat(program.rows().text("SELECT status FROM ops.maintenance_runs"))
                .isEqualTo("stopped");

        assertThat(program.run("J04").end()).isEqualTo(RunOutcome.End.COMPLETED);

        assertThat(program.count("archive.notifications")).isEqualTo(2);
    }

    private void makeComing() {
        program.jdbc()
                .sql("SELECT ops.create_partitions(:now)")
                .param("now", program.clock().instant().atOffset(ZoneOffset.UTC))
                .query()
                .singleRow();
    }

    private void notify(long user, int count) {
        rows.execute(
                """
                INSERT INTO notifications (user_id, notification_type, title, message)
                SELECT %d, 'system', 't', 'm' FROM generate_series(1, %d)
                """
                        .formatted(user, count));
    }

    private void moveByMonths(int months) {
        ZonedDateTime now = program.clock().instant().atZone(ZoneOffset.UTC);
        program.clock().moveTo(now.plusMonths(months).toInstant());
    }

    private String month(int ahead) {
        return program.clock()
                .instant()
                .atZone(ZoneOffset.UTC)
                .plusMonths(ahead)
                .format(DateTimeFormatter.ofPattern("_uuuu_MM"));
    }

    private boolean exists(String table) {
        return program.rows()
                .text("SELECT (to_regclass('" + table + "') IS NOT NULL)::text")
                .equals("true");
    }
}
