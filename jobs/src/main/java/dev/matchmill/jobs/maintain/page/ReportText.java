package dev.matchmill.jobs.maintain.page;

import dev.matchmill.jobs.maintain.page.MaintenanceReport.JobState;
import dev.matchmill.jobs.report.TextTable;
import java.util.Locale;
import java.util.Objects;

/** The maintenance report for a terminal. */
public final class ReportText {

    private ReportText() {}

    public static String render(MaintenanceReport report) {
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s, PostgreSQL %s: %d critical, %d warnings, %d notes, %d jobs overdue%n",
                        report.database(),
                        report.version(),
                        report.count("critical"),
                        report.count("warning"),
                        report.count("info"),
                        report.overdue()));
        section(out, "findings", findings(report));
        section(out, "jobs", jobs(report));
        section(out, "largest tables", tables(report));
        section(out, "slowest statements", statements(report));
        return out.toString();
    }

    private static void section(StringBuilder out, String title, TextTable table) {
        out.append('\n').append(title).append('\n');
        out.append(table.isEmpty() ? "none\n" : table.render());
    }

    private static TextTable findings(MaintenanceReport report) {
        TextTable table = new TextTable("severity", "kind", "object", "measured", "cure");
        report.findings()
                .forEach(it ->
                        table.row(
                                it.severity(),
                                it.kind(),
                                it.object(),
                                Figures.measured(it),
                                it.cure()));
        return table;
    }

    private static TextTable jobs(MaintenanceReport report) {
        TextTable table =
                new TextTable("job", "frequency", "state", "last success", "last run", "rows");
        for (JobState job : report.jobs()) {
            table.row(
                    job.job(),
                    job.frequency(),
                    Figures.state(job),
                    Figures.age(job.ageSeconds()),
                    Objects.requireNonNullElse(job.lastStatus(), ""),
                    job.rows() == null ? "" : job.rows());
        }
        return table;
    }

    private static TextTable tables(MaintenanceReport report) {
        TextTable table = new TextTable("table", "size", "rows", "dead", "growth a week");
        report.tables()
                .forEach(it -> {
                    Long growth = it.growthBytes();
                    table.row(
                            it.table(),
                            Figures.bytes(it.bytes()),
                            Figures.count(it.rows()),
                            Figures.percent(it.deadShare()),
                            growth == null ? "" : Figures.bytes(growth));
                });
        return table;
    }

    private static TextTable statements(MaintenanceReport report) {
        TextTable table = new TextTable("total", "calls", "mean", "max", "statement");
        report.statements()
                .forEach(it -> {
                    String query = it.query().strip().replaceAll("\\s+", " ");
                    table.row(
                            Figures.millis(it.totalMs()),
                            Figures.count(it.calls()),
                            Figures.millis(it.meanMs()),
                            Figures.millis(it.maxMs()),
                            query.length() <= 90 ? query : query.substring(0, 90) + "…");
                });
        return table;
    }
}
