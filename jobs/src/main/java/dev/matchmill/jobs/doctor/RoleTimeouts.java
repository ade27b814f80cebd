package dev.matchmill.jobs.doctor;

import java.util.List;

/**
 * Service roles that lack a time limit in this database, as after a restore: a dump of a database
 * does not hold them.
 *
 * @param unlimited such as {@code ats_app statement_timeout}
 */
record RoleTimeouts(List<String> unlimited) implements Check {

    private static final int SHOWN = 3;

    @Override
    public Finding judge() {
        if (unlimited.isEmpty()) {
            return Finding.ok("role_timeouts", "each service role has its own");
        }
        String rest =
                unlimited.size() <= SHOWN ? "" : " and " + (unlimited.size() - SHOWN) + " more";
        return Finding.warn(
                "role_timeouts",
                "none: " + String.join(", ", unlimited.stream().limit(SHOWN).toList()) + rest,
                "Run as the owner: SELECT ops.install_roles(). Without it a statement of such a"
                        + " login may run, or hold its locks, for ever.");
    }
}
