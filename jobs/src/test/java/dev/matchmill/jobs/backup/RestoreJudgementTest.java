package dev.matchmill.jobs.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.FindingSeverity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

class RestoreJudgementTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00Z");
    private static final BackupSettings SETTINGS =
            new Binder().bindOrCreate("matchmill.jobs.backup", BackupSettings.class);

    @Test
    void what_was_not_archived_is_lost_at_most_since_the_last_piece() {
        OffsetDateTime restored = NOON.minusMinutes(10);

        assertThat(DataLoss.atMost(NOON, restored, Optional.empty()))
                .isEqualTo(new DataLoss(600, false));
        assertThat(
                        DataLoss.atMost(
                                NOON, restored, Optional.of(Instant.parse("2026-03-01T11:58:00Z"))))
                .isEqualTo(new DataLoss(120, false));
        assertThat(
                        DataLoss.atMost(
                                NOON, restored, Optional.of(Instant.parse("2026-03-01T11:00:00Z"))))
                .isEqualTo(new DataLoss(600, false));
        assertThat(DataLoss.atMost(NOON, NOON.plusSeconds(1), Optional.empty()))
                .isEqualTo(new DataLoss(0, false));
    }

    @Test
    void the_log_of_a_recovery_tells_the_last_transaction() {
        assertThat(
                        RecoveryLog.lastTransaction(
                                List.of(
                                        "2026-03-01 12:00:01.1 GMT [7] LOG:  redo done at"
                                                + " 0/3000060",
                                        "2026-03-01 12:00:01.2 GMT [7] LOG:  last completed"
                                                + " transaction was at log time 2026-03-01"
                                                + " 13:59:58.12345+02")))
                .contains(OffsetDateTime.parse("2026-03-01T11:59:58.123450Z"));
        assertThat(
                        RecoveryLog.lastTransaction(
                                List.of(
                                        "last completed transaction was at log time 2026-03-01"
                                                + " 12:00:00+00")))
                .contains(NOON);
        assertThat(RecoveryLog.lastTransaction(List.of("LOG:  redo is not required"))).isEmpty();
    }

    @Test
    void goals_that_are_met_to_the_second_are_no_finding() {
        assertThat(RestoreFindings.of(report(900, 300.0, false), SETTINGS)).isEmpty();
        assertThat(RestoreFindings.of(report(900, null, false), SETTINGS)).isEmpty();
        assertThat(RestoreFindings.of(report(900.1, 300.1, true), SETTINGS))
                .extracting(Finding::object)
                .containsExactly("restore time", "data loss", "erasure ledger");
    }

    @Test
    void a_copy_that_differs_where_nobody_wrote_is_critical() {
        TableDifference changed =
                new TableDifference("a", 1L, 2L, TableDifference.Cause.CHANGED_SINCE);
        TableDifference wrong = new TableDifference("b", 1L, 2L, TableDifference.Cause.UNEXPLAINED);

        assertThat(RestoreFindings.of(report(1, 1.0, false, changed), SETTINGS)).isEmpty();
        assertThat(RestoreFindings.of(report(1, 1.0, false, changed, wrong), SETTINGS))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(FindingSeverity.CRITICAL);
                    assertThat(finding.metric()).isEqualTo(1);
                    assertThat(finding.detail()).containsEntry("tables", List.of(wrong));
                });
    }

    @Test
    void a_program_that_failed_is_quoted_by_its_first_complaint() {
        assertThat(
                        new ChildProgram.Ended(1, "hello\npg_dump: error: a\nerror: b\n", false)
                                .reason())
                .isEqualTo("pg_dump: error: a");
        assertThat(new ChildProgram.Ended(1, "one\ntwo\n\n", false).reason()).isEqualTo("two");
        assertThat(new ChildProgram.Ended(1, "", false).reason()).isEqualTo("no message");
        assertThat(new ChildProgram.Ended(1, "error: " + "x".repeat(999), false).reason())
                .hasSize(301);
    }

    private static RestoreReport report(
            double seconds, @Nullable Double loss, boolean broken, TableDifference... differences) {
        return new RestoreReport(
                1,
                BackupKind.PHYSICAL,
                NOON,
                null,
                NOON,
                seconds,
                loss,
                true,
                true,
                0,
                2,
                3,
                List.of(differences),
                broken);
    }
}
