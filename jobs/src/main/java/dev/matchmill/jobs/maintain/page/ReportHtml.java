package dev.matchmill.jobs.maintain.page;

import dev.matchmill.jobs.maintain.page.MaintenanceReport.IndexUse;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.JobState;
import dev.matchmill.jobs.maintain.page.MaintenanceReport.TableSize;
import dev.matchmill.jobs.report.HtmlTable;
import dev.matchmill.jobs.report.Markup;
import dev.matchmill.jobs.report.Template;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance report as one HTML page: self-contained (no script, nothing is loaded), every
 * text escaped, for screen, dark rooms and paper.
 */
public final class ReportHtml {

    private static final Template PAGE = Template.shipped("/maintain/report.html");
    private static final Markup STYLE = Template.shipped("/maintain/report.css").fill(Map.of());
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private ReportHtml() {}

    public static String render(MaintenanceReport report) {
        Instant at = report.at();
        return PAGE.fill(
                        Map.ofEntries(
                                Map.entry("style", STYLE),
                                Map.entry("database", Markup.text(report.database())),
                                Map.entry("version", Markup.text(report.version())),
                                Map.entry("instant", Markup.text(at.toString())),
                                Map.entry("when", Markup.text(WHEN.format(at))),
                                Map.entry("tiles", Tiles.of(report)),
                                Map.entry("findings", FindingCards.of(report)),
                                Map.entry("jobs", jobs(report)),
                                Map.entry("tables", tables(report)),
                                Map.entry("most", indexes(report.mostRead())),
                                Map.entry("least", indexes(report.leastRead())),
                                Map.entry("statements", statements(report))))
                .html();
    }

    private static Markup jobs(MaintenanceReport report) {
        HtmlTable table =
                new HtmlTable(
                        "Job",
                        "Frequency",
                        "State",
                        "#Last success",
                        "#At most",
                        "Last run",
                        "#Took",
                        "#Rows",
                        "#Held");
        for (JobState job : report.jobs()) {
            Double took = job.tookSeconds();
            table.row(
                    job.isOverdue() ? "overdue" : job.isEnabled() ? "fine" : "off",
                    Markup.text(job.job()),
                    Markup.text(job.frequency()),
                    Markup.text(Figures.state(job)).in("span", "badge"),
                    Markup.text(Figures.age(job.ageSeconds())),
                    Markup.text(job.maxAge()),
                    Markup.text(lastRun(job)),
                    Markup.text(took == null ? "" : Figures.millis(took * 1000)),
                    Markup.text(figure(job.rows())),
                    Markup.text(figure(job.held())));
        }
        return table.render("No job is scheduled.");
    }

    private static String lastRun(JobState job) {
        String status = Objects.requireNonNullElse(job.lastStatus(), "").replace('_', ' ');
        String error = job.error();
        return error == null ? status : status + ": " + error;
    }

    private static Markup tables(MaintenanceReport report) {
        long most = report.tables().stream().mapToLong(TableSize::bytes).max().orElse(1);
        HtmlTable table =
                new HtmlTable("Table", "", "#Size", "#Rows", "#Dead", "#Growth in a week");
        for (TableSize size : report.tables()) {
            Long growth = size.growthBytes();
            table.row(
                    "",
                    Markup.text(size.table()),
                    bar((double) size.bytes() / Math.max(1, most)),
                    Markup.text(Figures.bytes(size.bytes())),
                    Markup.text(Figures.count(size.rows())),
                    Markup.text(Figures.percent(size.deadShare())),
                    Markup.text(growth == null ? "no snapshot yet" : Figures.bytes(growth)));
        }
        return table.render("There is no table.");
    }

    private static Markup bar(double share) {
        return new Markup(
                String.format(
                        Locale.ROOT,
                        "<span class=\"bar\"><i style=\"width:%.1f%%\"></i></span>",
                        share * 100));
    }

    private static Markup indexes(List<IndexUse> indexes) {
        HtmlTable table = new HtmlTable("Index", "Table", "#Scans", "#Size");
        for (IndexUse use : indexes) {
            table.row(
                    "",
                    Markup.text(use.index()),
                    Markup.text(use.table()),
                    Markup.text(Figures.count(use.scans())),
                    Markup.text(Figures.bytes(use.bytes())));
        }
        return table.render("Nothing to show yet.");
    }

    private static Markup statements(MaintenanceReport report) {
        HtmlTable table = new HtmlTable("Statement", "#Total", "#Calls", "#Mean", "#Longest");
        report.statements()
                .forEach(it ->
                        table.row(
                                "",
                                Markup.text(it.query()).in("code", "sql"),
                                Markup.text(Figures.millis(it.totalMs())),
                                Markup.text(Figures.count(it.calls())),
                                Markup.text(Figures.millis(it.meanMs())),
                                Markup.text(Figures.millis(it.maxMs()))));
        return table.render("No snapshot yet: run matchmill maintain daily.");
    }

    private static String figure(@Nullable Long count) {
        return count == null ? "" : Figures.count(count);
    }
}
