package dev.matchmill.migrations;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** What Flyway's exceptions mean to whoever started the program. */
record MigrationFailure(String database, Duration lockTimeout, Leftovers leftovers) {

    static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNIQUE_VIOLATION = "23505";

    static PreconditionException otherMigrations(String database) {
        return new PreconditionException(
                "The schema in database "
                        + database
                        + " was made by other migrations than those of this program; use the"
                        + " program that made it, or an empty database.");
    }

    /**
     * The exception to throw instead.
     *
     * @param script that ran or ran last; null before the first
     * @param wait the last that was seen
     */
    RuntimeException of(FlywayException e, @Nullable String script, Optional<LockWait> wait) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PreconditionException
                    || cause instanceof MigrationBlockedException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof FlywayValidateException) {
                return otherMigrations(database);
            }
            if (cause instanceof SQLException sql) {
                return sql(e, sql, Objects.requireNonNullElse(script, "of the history"), wait);
            }
        }
        boolean waited = String.valueOf(e.getMessage()).contains("advisory lock");
        return waited
                ? new MigrationBlockedException(
                        "Gave up waiting for "
                                + wait.map(LockWait::toString)
                                        .orElse("another migration of this database")
                                + "; start again when it is done.",
                        e)
                : e;
    }

    private RuntimeException sql(
            FlywayException e, SQLException sql, String script, Optional<LockWait> wait) {
        String state = Objects.requireNonNullElse(sql.getSQLState(), "");
        if (state.equals(LOCK_NOT_AVAILABLE)) {
            boolean clean = leftovers.clearUp(script);
            return new MigrationBlockedException(blocked(script, wait, clean), e);
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            List<InvalidIndex> left = leftovers.leftBy(script);
            if (!left.isEmpty()) {
                return new PreconditionException(left.getFirst().duplicates(), e);
            }
        }
        return e;
    }

    private String blocked(String script, Optional<LockWait> wait, boolean clean) {
        String cure = wait.map(LockWait::cure).orElse("");
        return "Migration "
                + script
                + " waited "
                + lockTimeout.toMillis() / 1000.0
                + " s for "
                + wait.map(LockWait::toString).orElse("a lock whose holder has left meanwhile")
                + ", and gave up. "
                + (clean
                        ? "Nothing of it is left: start again when that has ended"
                        : "Run ./matchmill migrate when that has ended: it repairs what is left")
                + (cure.isEmpty() ? "." : ", or end it as a superuser: " + cure + ".");
    }
}
