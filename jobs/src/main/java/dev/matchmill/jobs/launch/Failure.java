package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.encryption.KeyException;
import dev.matchmill.config.lock.FenceLostException;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.embeddings.model.ModelException;
import dev.matchmill.embeddings.store.ModelChangedException;
import dev.matchmill.jobs.match.QualityDropException;
import dev.matchmill.jobs.model.ModelGateException;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.DatabaseAccessException;
import dev.matchmill.migrations.MigrationBlockedException;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.readers.document.SourceException;
import dev.matchmill.readers.posting.FeedException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * What an exception means to whoever started the program: one sentence and an exit code.
 *
 * @param expected whether the sentence says all there is to know; otherwise the trace is worth
 *     logging
 */
record Failure(ExitCode code, String sentence, boolean expected) {

    private static final int FIRST_LINES = 800;

    /** Deadlock, serialization failure, lock not available: what it is still after some tries. */
    private static final Set<String> BUSY = Set.of("40P01", "40001", "55P03");

    /** What the system says when a disk, a quota or a limit on files is full. */
    private static final Set<String> FULL =
            Set.of("No space left on device", "Disk quota exceeded", "File too large");

    /** Class of SQLSTATE: disk full, out of memory, too many connections. */
    private static final String NO_RESOURCES = "53";

    static Failure of(Throwable thrown) {
        // Whatever it kept from being done: a model that can't be unpacked is no wrong setting.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException e && FULL.stream().anyMatch(text(e)::contains)) {
                return noRoom("no room for a file: " + text(e) + ". Make some, then");
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Failure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        String state = Transactions.sqlState(thrown);
        if (state != null && Transactions.isLoss(state)) {
            return away(thrown);
        }
        if (state != null && BUSY.contains(state)) {
            return new Failure(
                    ExitCode.TRY_LATER,
                    "others were at the same rows for too long (SQLSTATE "
                            + state
                            + "); start again.",
                    true);
        }
        if (state != null && state.startsWith(NO_RESOURCES)) {
            return noRoom(
                    "the database server lacks disk, memory or connections (SQLSTATE "
                            + state
                            + "). When it has some again,");
        }
        return new Failure(
                ExitCode.FAILURE,
                "unexpected failure: " + root(thrown).getClass().getSimpleName() + detail(thrown),
                false);
    }

    private static @Nullable Failure known(Throwable cause) {
        return switch (cause) {
            case PreconditionException e -> precondition(e);
            case ModelException e -> precondition(e);
            case KeyException e -> precondition(e);
            case FeedException e -> precondition(e);
            case SourceException e ->
                    e.isTemporary()
                            ? new Failure(ExitCode.TRY_LATER, text(e), true)
                            : precondition(e);
            case SettingsException e -> precondition(e);
            case BindException e ->
                    new Failure(
                            ExitCode.PRECONDITION,
                            "configuration: " + e.getName() + " cannot be read: " + text(root(e)),
                            true);
            case IllegalUsageException e -> new Failure(ExitCode.USAGE, text(e), true);
            case QualityDropException e -> new Failure(ExitCode.GATED, text(e), true);
            case MigrationBlockedException e -> new Failure(ExitCode.TRY_LATER, text(e), true);
            case ModelChangedException e -> new Failure(ExitCode.TRY_LATER, text(e), true);
            case ModelGateException e -> new Failure(ExitCode.GATED, text(e), true);
            case GatewayAwayException e -> new Failure(ExitCode.TRY_LATER, text(e), true);
            case LockHeldException e -> new Failure(ExitCode.TRY_LATER, text(e), true);
            case FenceLostException e -> new Failure(ExitCode.TRY_LATER, text(e), true);
            // Of Spring Batch's rows, which only a successor changes that recovers them.
            case OptimisticLockingFailureException e ->
                    new Failure(
                            ExitCode.TRY_LATER,
                            "a newer execution took this one over and ended it; start again.",
                            true);
            case DatabaseAccessException e -> away(e);
            case CannotGetJdbcConnectionException e -> away(e);
            case CannotCreateTransactionException e -> away(e);
            default -> null;
        };
    }

    private static Failure noRoom(String what) {
        return new Failure(ExitCode.TRY_LATER, what + " start again: nothing is lost.", true);
    }

    private static Failure precondition(Exception e) {
        return new Failure(ExitCode.PRECONDITION, text(e), true);
    }

    private static Failure away(Throwable e) {
        return new Failure(
                ExitCode.TRY_LATER,
                "the database does not answer: "
                        + text(root(e)).replaceAll("[.\\s]+$", "")
                        + ". Check MATCHMILL_DATABASE_URL and that the server runs, then start"
                        + " again.",
                true);
    }

    // SQL errors may quote statements, and statements values: only our own and I/O texts are shown.
    private static String detail(Throwable thrown) {
        Throwable root = root(thrown);
        boolean ours = root instanceof IOException || root instanceof IllegalStateException;
        String state = Transactions.sqlState(thrown);
        if (state != null) {
            return " (SQLSTATE " + state + ")";
        }
        return ours ? ": " + text(root) : "";
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        String text = message == null ? e.getClass().getSimpleName() : message.strip();
        return text.length() <= FIRST_LINES ? text : text.substring(0, FIRST_LINES) + "…";
    }
}
