package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.ingest.CandidateContest;
import dev.matchmill.jobs.posting.PostingContest;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.upsert.Contest;
import dev.matchmill.jobs.upsert.Contest.Contender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program's upsert beside raw COPY and Spring Batch's writer, into the same tables. */
@Command(
        name = "writers",
        mixinStandardHelpOptions = true,
        description = "Upserts beside COPY and Spring Batch's JdbcBatchItemWriter.")
final class WritersBenchmark implements Callable<Integer> {

    private static final double CHANGED_SHARE = 0.01;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--rows", defaultValue = "10000", description = "rows of each table")
    private int rows;

    @Option(names = "--chunk", defaultValue = "1000", description = "rows of a transaction")
    private int chunk;

    @Option(names = "--rounds", defaultValue = "3", description = "after one that does not count")
    private int rounds;

    @Option(names = "--listing", defaultValue = "100000", description = "items of a listing")
    private int listing;

    @Override
    public Integer call() {
        List<WriterRound> measured = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            for (String table : List.of("candidates", "jobs")) {
                List<Contender> order = new ArrayList<>(List.of(Contender.values()));
                Collections.rotate(order, round);
                WriterRound now = new WriterRound(table);
                for (Contender contender : order) {
                    output.say(
                            "round %d of %d: %s into %s"
                                    .formatted(round, rounds, contender, table));
                    try (WriterTrial trial = new WriterTrial(chunk)) {
                        now.add(contender, trial.run(contest(table, trial), contender));
                    }
                }
                now.demandEqualContents();
                // The first round is for the compilers of both sides.
                if (round > 0) {
                    measured.add(now);
                }
            }
        }
        output.say("a listing of %d items".formatted(listing));
        ResultTable listed = new ListingTrial(listing).run();
        WriterFigures figures = new WriterFigures(measured, rows);
        output.print(List.of(figures.measured(), figures.verdicts(), listed));
        return ExitCode.OK.code();
    }

    private Contest<?> contest(String table, WriterTrial trial) {
        return table.equals("jobs")
                ? PostingContest.of(rows, trial.organization(), CHANGED_SHARE)
                : CandidateContest.of(rows, CHANGED_SHARE);
    }
}
