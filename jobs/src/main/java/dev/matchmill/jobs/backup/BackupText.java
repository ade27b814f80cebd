package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.report.TextTable;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backups and restore tests for people, and as values for JSON. Holds no personal data. */
public final class BackupText {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final double MB = 1 << 20;

    private BackupText() {}

    /** All backups and restore tests, newest first. */
    public static String list(BackupParts parts) {
        TextTable table =
                new TextTable(
                        "id", "kind", "status", "started (UTC)", "MB", "expires", "what", "where");
        for (Backup one : parts.runs().all()) {
            Long size = one.sizeBytes();
            table.row(
                    one.id(),
                    one.kind().label(),
                    one.removedAt() == null ? one.status().label() : "removed",
                    minute(one.startedAt()),
                    size == null ? "" : String.format(Locale.ROOT, "%.1f", size / MB),
                    minute(one.expiresAt()),
                    what(one),
                    one.location());
        }
        return table.isEmpty() ? "no backups yet: matchmill backup logical\n" : table.render();
    }

    /** The same as values. */
    public static List<Map<String, Object>> values(BackupParts parts) {
        return parts.runs().all().stream().map(BackupText::value).toList();
    }

    private static Map<String, Object> value(Backup one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", one.id());
        map.put("kind", one.kind().label());
        map.put("status", one.status().label());
        map.put("started_at", one.startedAt());
        map.put("finished_at", one.finishedAt());
        map.put("location", one.location());
        map.put("size_bytes", one.sizeBytes());
        map.put("checksum", one.checksum());
        map.put("end_lsn", one.endLsn());
        map.put("expires_at", one.expiresAt());
        map.put("removed_at", one.removedAt());
        map.put("restored_backup_id", one.restoredBackupId());
        map.put("restore_seconds", thousandths(one.restoreSeconds()));
        map.put("data_loss_seconds", thousandths(one.dataLossSeconds()));
        map.put("erasures_replayed", one.erasuresReplayed());
        map.put("error", one.errorMessage());
        return map;
    }

    private static @Nullable Double thousandths(@Nullable Double seconds) {
        return seconds == null ? null : Math.round(seconds * 1000) / 1000.0;
    }

    /** One line a backup. */
    public static String verdicts(List<BackupVerification.Verdict> verdicts) {
        TextTable table = new TextTable("id", "kind", "verdict", "where");
        for (BackupVerification.Verdict verdict : verdicts) {
            table.row(
                    verdict.backup().id(),
                    verdict.backup().kind().label(),
                    verdict.problem().map(problem -> "DAMAGED: " + problem).orElse("whole"),
                    verdict.backup().location());
        }
        return table.render();
    }

    /** The same as values. */
    public static List<Map<String, Object>> values(List<BackupVerification.Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("id", verdict.backup().id());
                    map.put("kind", verdict.backup().kind().label());
                    map.put("location", verdict.backup().location());
                    map.put("whole", verdict.problem().isEmpty());
                    map.put("problem", verdict.problem().orElse(null));
                    return map;
                })
                .toList();
    }

    /** What a restore test found. */
    public static String report(RestoreReport report, BackupSettings settings) {
        TextTable figures = new TextTable("restore test", "");
        figures.row("backup", report.backup() + ", " + report.kind().label());
        figures.row("taken", second(report.takenAt()));
        OffsetDateTime target = report.target();
        if (target != null) {
            figures.row("target", second(target));
        }
        figures.row("restored to", second(report.restoredTo()));
        figures.row(
                "restore time",
                seconds(report.restoreSeconds()) + goal(settings.restoreGoal().toSeconds()));
        Double loss = report.dataLossSeconds();
        if (loss != null) {
            figures.row(
                    "data loss",
                    (report.isLossExact() ? "" : "at most ")
                            + seconds(loss)
                            + goal(settings.lossGoal().toSeconds()));
        }
        figures.row("erased again", report.erased() + " persons");
        figures.row("erasure ledger", report.ledgerBroken() ? "BROKEN" : "whole");
        figures.row("compared", report.tables() + " tables, " + report.rows() + " rows");
        TextTable differences = new TextTable("table", "restored", "expected", "why");
        for (TableDifference one : report.differences()) {
            differences.row(
                    one.table(),
                    orMissing(one.restored()),
                    orMissing(one.expected()),
                    one.cause() == TableDifference.Cause.CHANGED_SINCE
                            ? "changed since"
                            : "UNEXPLAINED");
        }
        return figures.render() + (differences.isEmpty() ? "" : "\n" + differences.render());
    }

    private static String what(Backup one) {
        String error = one.errorMessage();
        Double restore = one.restoreSeconds();
        if (restore != null) {
            Double loss = one.dataLossSeconds();
            return "of "
                    + one.restoredBackupId()
                    + " in "
                    + seconds(restore)
                    + (loss == null ? "" : ", lost " + seconds(loss));
        }
        return error == null ? "" : error;
    }

    private static String goal(long seconds) {
        return " (goal: at most " + seconds + " s)";
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }

    private static Object orMissing(@Nullable Long rows) {
        return rows == null ? "no table" : rows;
    }

    private static String second(OffsetDateTime time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.toInstant());
    }

    private static String minute(@Nullable OffsetDateTime time) {
        return time == null ? "" : MINUTE.format(time);
    }
}
