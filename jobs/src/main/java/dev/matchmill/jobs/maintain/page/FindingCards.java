package dev.matchmill.jobs.maintain.page;

import dev.matchmill.jobs.maintain.page.MaintenanceReport.OpenFinding;
import dev.matchmill.jobs.report.Markup;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Open findings as cards, worst first; notes are folded away. */
final class FindingCards {

    /** Characters of a statement; the whole of it is under details. */
    private static final int SHOWN = 160;

    private FindingCards() {}

    static Markup of(MaintenanceReport report) {
        if (report.findings().isEmpty()) {
            return Markup.text("Nothing found. Each job that looks says when it last did, below.")
                    .in("p", "none");
        }
        List<OpenFinding> notes = report.findings().stream().filter(FindingCards::isNote).toList();
        Markup worse =
                Markup.join(
                        report.findings().stream()
                                .filter(finding -> !isNote(finding))
                                .map(finding -> card(finding, report.at())));
        Markup folded =
                notes.isEmpty()
                        ? Markup.EMPTY
                        : folded(
                                notes.size() == 1 ? "1 note" : notes.size() + " notes",
                                Markup.join(notes.stream().map(it -> card(it, report.at()))));
        return new Markup(worse.html() + folded.html());
    }

    private static boolean isNote(OpenFinding finding) {
        return finding.severity().equals("info");
    }

    private static Markup card(OpenFinding finding, Instant at) {
        Markup head =
                new Markup(
                        Markup.text(finding.severity()).in("span", "badge").html()
                                + Markup.text(finding.kind().replace('_', ' '))
                                        .in("span", "kind")
                                        .html()
                                + Markup.text(Figures.measured(finding))
                                        .in("span", "measured")
                                        .html());
        String seen =
                "first seen "
                        + ago(finding.firstSeen(), at)
                        + ", last seen "
                        + ago(finding.lastSeen(), at);
        return new Markup(
                        head.in("p", "head").html()
                                + Markup.text(object(finding)).in("h3", "object").html()
                                + Markup.text(finding.cure()).in("p", "cure").html()
                                + detail(finding.detail()).html()
                                + Markup.text(seen).in("p", "seen").html())
                .in("article", "finding " + finding.severity());
    }

    /** A statement says more than its number. */
    private static String object(OpenFinding finding) {
        if (!(finding.detail().get("query") instanceof String query)) {
            return finding.object();
        }
        String text = query.strip().replaceAll("\\s+", " ");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static Markup detail(Map<String, Object> detail) {
        if (detail.isEmpty()) {
            return Markup.EMPTY;
        }
        Markup entries =
                Markup.join(
                        detail.entrySet().stream()
                                .map(it ->
                                        new Markup(
                                                "<dt>"
                                                        + Markup.text(it.getKey()).html()
                                                        + "</dt><dd>"
                                                        + Markup.text(words(it.getValue())).html()
                                                        + "</dd>")));
        return folded("details", entries.in("dl", "detail"));
    }

    private static String words(Object value) {
        return value instanceof Collection<?> lines
                ? lines.stream().map(String::valueOf).collect(Collectors.joining("⏎ "))
                : String.valueOf(value);
    }

    private static Markup folded(String title, Markup content) {
        return new Markup(
                "<details><summary>"
                        + Markup.text(title).html()
                        + "</summary>"
                        + content.html()
                        + "</details>");
    }

    private static String ago(Instant then, Instant at) {
        return Figures.age((double) Duration.between(then, at).toSeconds()) + " ago";
    }
}
