package dev.matchmill.jobs.maintain.page;

import dev.matchmill.jobs.maintain.page.MaintenanceReport.ServerFigures;
import dev.matchmill.jobs.report.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures at the top of the page: what to look at first. */
final class Tiles {

    private Tiles() {}

    static Markup of(MaintenanceReport report) {
        List<Markup> tiles = new ArrayList<>();
        tiles.add(tile("critical", report.count("critical"), "critical"));
        tiles.add(tile("warnings", report.count("warning"), "warning"));
        tiles.add(tile("notes", report.count("info"), "info"));
        tiles.add(tile("jobs overdue", report.overdue(), "critical"));
        if (!report.server().isEmpty()) {
            ServerFigures last = report.server().getLast();
            tiles.add(
                    tile(
                            "database",
                            Figures.bytes(last.databaseBytes()),
                            line(
                                    report.server().stream()
                                            .mapToDouble(ServerFigures::databaseBytes)
                                            .toArray())));
            tiles.add(
                    tile(
                            "connections of " + last.maxConnections(),
                            Integer.toString(last.connections()),
                            line(
                                    report.server().stream()
                                            .mapToDouble(ServerFigures::connections)
                                            .toArray())));
            tiles.add(tile("table reads from memory", Figures.percent(last.tableHitRatio()), ""));
            tiles.add(tile("index reads from memory", Figures.percent(last.indexHitRatio()), ""));
        }
        return Markup.join(tiles.stream());
    }

    private static Markup tile(String name, long count, String cssClass) {
        String shown = count == 0 ? "zero" : cssClass;
        return new Markup(
                "<div class=\"tile "
                        + shown
                        + "\"><strong>"
                        + count
                        + "</strong><span>"
                        + Markup.text(name).html()
                        + "</span></div>");
    }

    private static Markup tile(String name, String figure, String drawing) {
        return new Markup(
                "<div class=\"tile\"><strong>"
                        + Markup.text(figure.isEmpty() ? "–" : figure).html()
                        + "</strong><span>"
                        + Markup.text(name).html()
                        + "</span>"
                        + drawing
                        + "</div>");
    }

    /** A line through the figures of two weeks, from left to right; empty when there is one. */
    private static String line(double[] figures) {
        if (figures.length < 2) {
            return "";
        }
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (double figure : figures) {
            least = Math.min(least, figure);
            most = Math.max(most, figure);
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < figures.length; i++) {
            double y = most > least ? 22 - 20 * (figures[i] - least) / (most - least) : 12;
            points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", 100.0 * i / (figures.length - 1), y));
        }
        return "<svg viewBox=\"0 0 100 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + "<polyline points=\""
                + points.toString().strip()
                + "\"/></svg>";
    }
}
