package dev.matchmill.jobs.report;

import dev.matchmill.jobs.report.FinishedRun.SourceBooks;
import dev.matchmill.jobs.run.Books;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One run as an HTML page: self-contained (no script, nothing is loaded), every text escaped, for
 * screen, dark rooms and paper. Holds no personal data.
 */
final class RunHtml {

    private static final Template PAGE = Template.shipped("/runs/report.html");
    private static final Markup STYLE = Template.shipped("/maintain/report.css").fill(Map.of());
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private RunHtml() {}

    static String of(FinishedRun run) {
        return PAGE.fill(
                        Map.of(
                                "style", STYLE,
                                "id", Markup.text(Long.toString(run.id())),
                                "command", Markup.text(run.command()),
                                "instant", Markup.text(run.startedAt().toString()),
                                "when", Markup.text(WHEN.format(run.startedAt())),
                                "tiles", tiles(run),
                                "books", books(run),
                                "reasons", reasons(run),
                                "sources", sources(run.sources()),
                                "counters", counters(run)))
                .html();
    }

    private static Markup tiles(FinishedRun run) {
        Integer code = run.exitCode();
        boolean fine = code != null && code == 0;
        return Markup.join(
                Stream.of(
                        tile(fine ? "" : "critical", run.status().replace('_', ' '), "state"),
                        tile("", code == null ? "none" : code.toString(), "exit code"),
                        tile("", run.took(), "took"),
                        tile("", number(run.books().seen()), "items seen"),
                        tile(
                                run.books().rejected() == 0 ? "" : "warning",
                                number(run.books().rejected()),
                                "rejected")));
    }

    private static Markup tile(String kind, String figure, String name) {
        return Markup.join(
                        Stream.of(
                                Markup.text(figure).in("strong", ""),
                                Markup.text(name).in("span", "")))
                .in("div", kind.isEmpty() ? "tile" : "tile " + kind);
    }

    private static Markup books(FinishedRun run) {
        HtmlTable table = new HtmlTable("Outcome", "#Items", "");
        long seen = Math.max(1, run.books().seen());
        run.books().toMap().entrySet().stream()
                .skip(1)
                .forEach(outcome ->
                        table.row(
                                "",
                                Markup.text(outcome.getKey()),
                                Markup.text(number(outcome.getValue())),
                                bar((double) outcome.getValue() / seen)));
        return table.render("No item was seen.");
    }

    // The figure stands beside it: the bar says nothing to whoever can't see it.
    private static Markup bar(double share) {
        return new Markup(
                String.format(
                        Locale.ROOT,
                        "<span class=\"bar\" aria-hidden=\"true\"><i"
                                + " style=\"width:%.1f%%\"></i></span>",
                        share * 100));
    }

    private static Markup reasons(FinishedRun run) {
        HtmlTable table = new HtmlTable("Reason", "#Items");
        if (run.counters().get("reasons") instanceof Map<?, ?> reasons) {
            reasons.forEach((reason, count) ->
                    table.row(
                            "",
                            Markup.text(String.valueOf(reason)),
                            Markup.text(String.valueOf(count))));
        }
        return table.render("Nothing was turned away.");
    }

    private static Markup sources(List<SourceBooks> sources) {
        HtmlTable table =
                new HtmlTable(
                        "Source",
                        "State",
                        "#Seen",
                        "#Stored",
                        "#Unchanged",
                        "#Duplicate",
                        "#Suppressed",
                        "#Rejected",
                        "#Deferred");
        for (SourceBooks source : sources) {
            Books books = source.books();
            table.row(
                    "",
                    Markup.text(source.location()),
                    Markup.text(source.status().replace('_', ' ')).in("span", "badge"),
                    Markup.text(number(books.seen())),
                    Markup.text(number(books.stored())),
                    Markup.text(number(books.unchanged())),
                    Markup.text(number(books.duplicate())),
                    Markup.text(number(books.suppressed())),
                    Markup.text(number(books.rejected())),
                    Markup.text(number(books.deferred())));
        }
        return table.render("No source was read.");
    }

    private static Markup counters(FinishedRun run) {
        HtmlTable table = new HtmlTable("Counted", "#Value");
        run.counters()
                .forEach((name, value) -> {
                    if (!(value instanceof Map)) {
                        table.row(
                                "",
                                Markup.text(name.replace('_', ' ')),
                                Markup.text(String.valueOf(value)));
                    }
                });
        return table.render("Nothing was counted.");
    }

    private static String number(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }
}
