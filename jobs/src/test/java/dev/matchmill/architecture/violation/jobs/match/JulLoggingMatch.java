package dev.matchmill.architecture.violation.jobs.match;

import java.util.logging.Logger;

/** Logs past the program's logging. */
final class JulLoggingMatch {

    static final Logger LOG = Logger.getLogger("match");

    private JulLoggingMatch() {}
}
