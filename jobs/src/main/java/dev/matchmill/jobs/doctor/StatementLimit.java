package dev.matchmill.jobs.doctor;

import java.time.Duration;

/**
 * A time limit that the server sets for every statement of the login role. Verbs set their own; a
 * person or tool that builds an index does not, and leaves an invalid one.
 *
 * @param limit {@code statement_timeout}; zero for none
 * @param source where it was set, as {@code pg_settings} says
 */
record StatementLimit(Duration limit, String source) implements Check {

    @Override
    public Finding judge() {
        if (limit.isZero()) {
            return Finding.ok("statement_timeout", "none by default; verbs set their own");
        }
        return Finding.warn(
                "statement_timeout",
                limit.toMillis() + " ms, set by " + source,
                "Remove it there: it kills long index builds and leaves invalid indexes.");
    }
}
