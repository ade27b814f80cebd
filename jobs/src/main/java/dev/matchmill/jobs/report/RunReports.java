package dev.matchmill.jobs.report;

import dev.matchmill.jobs.run.Books;
import dev.matchmill.migrations.type.RunId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What runs did, as text for people and as JSON for programs. Holds no personal data. */
public final class RunReports {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final RunHistory history;
    private final JsonMapper json;

    public RunReports(JdbcClient jdbc, JsonMapper json) {
        this.history = new RunHistory(jdbc, json);
        this.json = json;
    }

    /** Id of the last finished run that was no import, if there was one. */
    public Optional<RunId> last() {
        return history.last().map(run -> new RunId(run.id()));
    }

    /** One run as a JSON object, if there is such a run. */
    public Optional<String> json(RunId id) {
        return history.find(id).map(run -> json.writeValueAsString(run.toMap()));
    }

    /** One run for people, its books showing that they balance, if there is such a run. */
    public Optional<String> text(RunId id) {
        return history.find(id).map(RunReports::text);
    }

    /** One run as an HTML page, if there is such a run. */
    public Optional<String> html(RunId id) {
        return history.find(id).map(RunHtml::of);
    }

    /** The latest runs as a JSON array, newest first. */
    public String listJson(int limit) {
        return json.writeValueAsString(
                history.latest(limit).stream().map(FinishedRun::toMap).toList());
    }

    /** The latest runs as a table, newest first. */
    public String listText(int limit) {
        TextTable table =
                new TextTable(
                        "run",
                        "command",
                        "status",
                        "exit",
                        "started (UTC)",
                        "took",
                        "seen",
                        "stored",
                        "unchanged",
                        "duplicate",
                        "suppressed",
                        "rejected",
                        "deferred");
        for (FinishedRun run : history.latest(limit)) {
            Books books = run.books();
            Integer exitCode = run.exitCode();
            table.row(
                    run.id(),
                    run.command(),
                    run.status(),
                    exitCode == null ? "" : exitCode,
                    WHEN.format(run.startedAt()),
                    run.took(),
                    books.seen(),
                    books.stored(),
                    books.unchanged(),
                    books.duplicate(),
                    books.suppressed(),
                    books.rejected(),
                    books.deferred());
        }
        return table.isEmpty() ? "no run has finished yet\n" : table.render();
    }

    private static String text(FinishedRun run) {
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "run %d (%s): %s, took %s%n",
                        run.id(),
                        run.command(),
                        run.status().replace('_', ' '),
                        run.took()));
        String parts =
                run.books().toMap().entrySet().stream()
                        .skip(1)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(" + "));
        line(out, "items", run.books().seen() + " seen = " + parts);
        if (run.counters().get("reasons") instanceof Map<?, ?> reasons && !reasons.isEmpty()) {
            line(out, "turned away", reasons(reasons));
        }
        if (!run.command().equals("import")) {
            line(out, "embedded", counts(run, "embedded_candidates", "embedded_postings"));
            line(out, "matched", counts(run, "matched_postings", "matches"));
            line(
                    out,
                    "compared",
                    run.counters().getOrDefault("compared_pairs", 0)
                            + " pairs of "
                            + run.counters().getOrDefault("pairs_of_full_refresh", 0)
                            + " of a full refresh");
            searched(run).ifPresent(text -> line(out, "searched", text));
        }
        return out.toString();
    }

    // Of a refresh that searched: what changed may need none.
    private static Optional<String> searched(FinishedRun run) {
        String text =
                Stream.of("exact_searches", "graph_searches", "fallback_searches")
                        .filter(counter ->
                                run.counters().get(counter) instanceof Number n
                                        && n.longValue() > 0)
                        .map(counter ->
                                run.counters().get(counter)
                                        + " "
                                        + counter.substring(0, counter.indexOf('_')))
                        .collect(Collectors.joining(" + "));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return run.counters().get("graph_recall") instanceof Number recall
                ? Optional.of(
                        text
                                + String.format(
                                        Locale.ROOT,
                                        "; recall of the index %.3f",
                                        recall.doubleValue()))
                : Optional.of(text);
    }

    private static String reasons(Map<?, ?> reasons) {
        return reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String counts(FinishedRun run, String... names) {
        return List.of(names).stream()
                .map(name ->
                        run.counters().getOrDefault(name, 0)
                                + " "
                                + name.substring(name.indexOf('_') + 1))
                .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format(Locale.ROOT, "  %-12s %s%n", name, value));
    }
}
