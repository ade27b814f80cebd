package dev.matchmill.jobs.killloop;

import dev.matchmill.migrations.SqlSection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The checks after a loop: the database by {@code invariants.sql}, then files and processes. */
record Invariants(World world) {

    /** Invariants that can be asked of the database; their titles begin with their number. */
    static final List<SqlSection> ALL = SqlSection.of(Invariants.class, "invariants.sql");

    /** A sentence for each one that is broken. */
    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        for (SqlSection invariant : ALL) {
            List<String> found = world.server().ask(jdbc -> found(invariant, jdbc));
            if (!found.isEmpty()) {
                breaches.add(sentence(invariant.title(), found));
            }
        }
        breaches.addAll(Leftovers.of(world).breaches());
        return breaches;
    }

    /** What breaks it. */
    static List<String> found(SqlSection invariant, JdbcClient jdbc) {
        return jdbc.sql(invariant.sql()).query(String.class).list();
    }

    /** Names the invariant and the first ones that break it. */
    static String sentence(String title, List<String> found) {
        return "broken: %s (%d: %s)"
                .formatted(
                        title,
                        found.size(),
                        String.join(", ", found.subList(0, Math.min(5, found.size()))));
    }
}
