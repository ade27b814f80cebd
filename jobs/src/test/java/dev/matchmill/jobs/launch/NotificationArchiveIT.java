package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance check of J15, and how it meets J04. */
class NotificationArchiveIT {

    // 90 days before the last midnight, UTC.
    private static final String CUTOFF =
            "(date_trunc('day', now() AT TIME ZONE 'UTC') - interval '90 days') AT TIME ZONE 'UTC'";

    private MaintainFixture program;
    private ArchiveRows rows;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        HygieneRows.in(program);
        rows = new ArchiveRows(program.jdbc());
        rows.notification(1, 1, CUTOFF + " - interval '1 second'");
        rows.notification(2, 1, CUTOFF);
        rows.notification(3, 1, CUTOFF + " + interval '1 second'");
        rows.notification(4, 1, CUTOFF + " - interval '400 days'");
        rows.notification(5, 2, CUTOFF + " - interval '1 second'");
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j15_a_row_of_90_days_stays_and_one_of_90_days_and_a_second_goes() {
        assertThat(program.plan("J15").affected()).containsEntry("notifications", 3L);

        program.run("J15");

        assertThat(program.rows().texts("SELECT id::text FROM notifications ORDER BY id"))
                .containsExactly("2", "3");
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT id::text FROM archive.notifications WHERE user_id ="
                                            + " 1 AND message = 'm' AND NOT is_read ORDER BY id"))
                .containsExactly("1", "4");
        assertThat(program.counted("notificationArchive", "affected", "notifications"))
                .isEqualTo(3);
        program.run("J15");
        assertThat(program.counted("notificationArchive", "affected", "notifications")).isZero();
    }

    @Test
    void j15_notifications_to_the_staff_of_a_held_organization_stay_and_are_counted() {
        rows.hold("organization", 2);

        program.run("J15");

        assertThat(program.rows().texts("SELECT id::text FROM notifications ORDER BY id"))
                .containsExactly("2", "3", "5");
        assertThat(program.counted("notificationArchive", "held", "notifications")).isEqualTo(1);
    }

    @Test
    void j15_the_month_that_went_ahead_in_part_is_whole_again_after_j04() {
        program.run("J15");
        program.clock().advance(Duration.ofDays(45));

        program.run("J04");

        assertThat(program.count("notifications")).isZero();
        assertThat(program.rows().texts("SELECT id::text FROM archive.notifications ORDER BY id"))
                .contains("1", "2", "3", "5");
        assertThat(program.findings("partition_gap")).isEmpty();
        program.run("J15");
        assertThat(program.counted("notificationArchive", "affected", "notifications")).isZero();
    }
}
