package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.benchmark.WriterTrial.Phase;
import dev.matchmill.jobs.upsert.Contest.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Figures and verdicts of all rounds. */
record WriterFigures(List<WriterRound> rounds, int rows) {

    private static final double SHARE_OF_COPY = 0.7;
    private static final double FASTER_UNCHANGED = 10;
    private static final double WAL_UNCHANGED = 0.02;

    /** One row for each table, phase and writer; ratios as median (least to most). */
    ResultTable measured() {
        List<List<Object>> lines = new ArrayList<>();
        for (String table : tables()) {
            for (Phase phase : Phase.values()) {
                for (Contender contender : Contender.values()) {
                    if (of(table).getFirst().has(contender, phase)) {
                        lines.add(line(table, phase, contender));
                    }
                }
            }
        }
        return new ResultTable(
                "writers",
                List.of(
                        "table",
                        "what",
                        "writer",
                        "rows per s",
                        "of copy",
                        "times first load",
                        "wal bytes per row",
                        "statements per chunk"),
                lines);
    }

    /** The goals. */
    ResultTable verdicts() {
        List<List<Object>> lines = new ArrayList<>();
        Contender ours = Contender.MATCHMILL;
        for (String table : tables()) {
            double copy = median(table, round -> round.shareOfCopy(ours));
            lines.add(
                    verdict(
                            table + ": new rows, of COPY's rate",
                            ">= " + SHARE_OF_COPY,
                            text(copy),
                            copy >= SHARE_OF_COPY));
            double faster = median(table, round -> round.fasterThanNew(ours, Phase.UNCHANGED));
            lines.add(
                    verdict(
                            table + ": unchanged reload, times faster",
                            ">= " + FASTER_UNCHANGED,
                            text(faster),
                            faster >= FASTER_UNCHANGED));
            double wal = median(table, round -> round.shareOfWal(ours, Phase.UNCHANGED));
            lines.add(
                    verdict(
                            table + ": unchanged reload, share of WAL",
                            "<= " + WAL_UNCHANGED,
                            String.format(Locale.ROOT, "%.4f", wal),
                            wal <= WAL_UNCHANGED));
        }
        return new ResultTable("goals", List.of("goal", "bound", "measured", "verdict"), lines);
    }

    private List<Object> line(String table, Phase phase, Contender contender) {
        return List.of(
                table,
                phase.words,
                contender.name().toLowerCase(Locale.ROOT),
                Math.round(median(table, round -> rows / round.cost(contender, phase).seconds())),
                phase == Phase.NEW ? spread(table, round -> round.shareOfCopy(contender)) : "",
                phase == Phase.NEW
                        ? ""
                        : spread(table, round -> round.fasterThanNew(contender, phase)),
                Math.round(
                        median(
                                table,
                                round -> round.cost(contender, phase).walBytes() / (double) rows)),
                text(median(table, round -> round.cost(contender, phase).statementsPerChunk())));
    }

    private static List<Object> verdict(String goal, String bound, String measured, boolean isMet) {
        return List.of(goal, bound, measured, isMet ? "met" : "missed");
    }

    private List<String> tables() {
        return rounds.stream().map(WriterRound::table).distinct().toList();
    }

    private List<WriterRound> of(String table) {
        return rounds.stream().filter(round -> round.table().equals(table)).toList();
    }

    private List<Double> sorted(String table, ToDoubleFunction<WriterRound> figure) {
        return of(table).stream().mapToDouble(figure).sorted().boxed().toList();
    }

    private double median(String table, ToDoubleFunction<WriterRound> figure) {
        List<Double> values = sorted(table, figure);
        int middle = values.size() / 2;
        return values.size() % 2 == 1
                ? values.get(middle)
                : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    private String spread(String table, ToDoubleFunction<WriterRound> figure) {
        List<Double> values = sorted(table, figure);
        return "%s (%s to %s)"
                .formatted(
                        text(median(table, figure)),
                        text(values.getFirst()),
                        text(values.getLast()));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
