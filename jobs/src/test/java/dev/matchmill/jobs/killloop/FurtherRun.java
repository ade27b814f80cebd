package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.launch.BusinessRows;
import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import java.util.ArrayList;
import java.util.List;

/**
 * The last invariant: a further run changes no row, and a full refresh finds the same matches,
 * whether one makes it or such as share it.
 */
record FurtherRun(World world, Patience patience) {

    private static final String MATCHES =
            """
            SELECT concat_ws(' ', job_id, rank, candidate_id, score)
            FROM pipeline.current_matches
            ORDER BY job_id, rank
            """;

    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        List<String> rows = rows();
        List<String> files = World.filesIn(world.home());
        run(breaches, "run", "--source", world.source().toString());
        breaches.addAll(changes("8 a further run changes no row", rows, rows()));
        breaches.addAll(
                changes("8 a further run changes no file", files, World.filesIn(world.home())));
        List<String> matches = matches();
        run(breaches, "match", "--full");
        breaches.addAll(changes("5 a full refresh finds the same matches", matches, matches()));
        // Who comes late for a refresh that others have just published does none.
        world.execute("shared refreshes are of old times");
        long shared = world.number("shared refreshes");
        run(breaches, "match", "--full", "--share");
        breaches.addAll(changes("5 a shared refresh finds the same matches", matches, matches()));
        if (world.number("shared refreshes") == shared) {
            breaches.add("a further match --full --share published nothing");
        }
        return breaches;
    }

    private void run(List<String> breaches, String... arguments) {
        Ended ended = patience.run(world.setup(), arguments);
        if (ended.code() != 0) {
            breaches.add(
                    "a further "
                            + arguments[0]
                            + " ended with "
                            + ended.code()
                            + Assault.tail(ended));
        }
    }

    /** A sentence about what is different, if anything is. */
    static List<String> changes(String title, List<String> before, List<String> after) {
        return before.equals(after)
                ? List.of()
                : List.of(Invariants.sentence(title, BusinessRows.differences(before, after)));
    }

    List<String> rows() {
        // What was read of a source, and that it was, is told of each run.
        return world.server().ask(jdbc -> new BusinessRows(jdbc).versions()).stream()
                .filter(row -> !row.startsWith("pipeline.ingestion_runs "))
                .toList();
    }

    private List<String> matches() {
        return world.server().ask(jdbc -> jdbc.sql(MATCHES).query(String.class).list());
    }
}
