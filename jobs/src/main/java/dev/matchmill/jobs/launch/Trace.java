package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a failure as it may be logged. What libraries and the database say is left out but
 * for the SQLSTATE, for it may quote values: of a file, of a row.
 */
final class Trace extends Throwable {

    private static final long serialVersionUID = 1L;

    private Trace(String name, @Nullable Trace cause) {
        super(name, cause, false, true);
    }

    static Trace of(Throwable thrown) {
        Throwable cause = thrown.getCause();
        Trace trace = new Trace(name(thrown), cause == null ? null : of(cause));
        trace.setStackTrace(thrown.getStackTrace());
        return trace;
    }

    // The name already has the class of what was thrown: that of this one says nothing.
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }

    private static String name(Throwable thrown) {
        String type = thrown.getClass().getName();
        String state = Transactions.sqlState(thrown);
        boolean ours = type.startsWith("dev.matchmill.") || thrown instanceof IOException;
        if (ours && thrown.getMessage() != null) {
            return type + ": " + thrown.getMessage();
        }
        return state == null ? type : type + " (SQLSTATE " + state + ")";
    }
}
