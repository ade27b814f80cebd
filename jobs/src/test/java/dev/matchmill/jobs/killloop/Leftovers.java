package dev.matchmill.jobs.killloop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What programs that are gone left outside the database.
 *
 * @param temporary where they put what they needed for a moment
 * @param home what processes of theirs have in their environment
 * @param kept keys of the originals that rows refer to
 */
record Leftovers(Path temporary, Path home, Set<String> kept) {

    private static final String KEPT =
            """
            SELECT storage_key FROM files WHERE deleted_at IS NULL AND purged_at IS NULL
            """;

    static Leftovers of(World world) {
        List<String> kept = world.server().ask(jdbc -> jdbc.sql(KEPT).query(String.class).list());
        return new Leftovers(world.temporary(), world.home(), Set.copyOf(kept));
    }

    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        Set<String> originals = new TreeSet<>(World.filesIn(home.resolve("documents")));
        add(breaches, "3 no original is there without its row", originals, kept::contains);
        add(breaches, "3 no row is there without its original", kept, originals::contains);
        add(
                breaches,
                "7 no temporary file is left",
                new TreeSet<>(World.filesIn(temporary)),
                _ -> false);
        add(breaches, "7 no process is left", processes(), _ -> false);
        return breaches;
    }

    private static void add(
            List<String> breaches, String title, Set<String> all, Predicate<String> right) {
        List<String> wrong = all.stream().filter(right.negate()).toList();
        if (!wrong.isEmpty()) {
            breaches.add(Invariants.sentence(title, wrong));
        }
    }

    // Children inherit their parent's environment, whatever they are called.
    private Set<String> processes() {
        Set<String> found = new TreeSet<>();
        ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .forEach(process -> {
                    Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
                    try {
                        String text = Files.readString(environment, StandardCharsets.ISO_8859_1);
                        if (List.of(text.split("\0")).contains("MATCHMILL_HOME=" + home)) {
                            found.add("process " + process.pid());
                        }
                    } catch (IOException notOurs) {
                        // Another user's, or gone meanwhile.
                    }
                });
        return found;
    }
}
