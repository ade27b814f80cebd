package dev.matchmill.jobs.run;

import dev.matchmill.config.database.Transactions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it may be logged and stored: its classes and frames. What libraries and the database
 * say is left out but for the SQLSTATE, for it may quote values: of a file, of a row. What is
 * thrown out of a step is one, since Spring Batch writes its trace to the history.
 */
public final class Trace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FRAMES = 20;

    private final Throwable thrown;

    private Trace(Throwable thrown, @Nullable Trace cause) {
        super(name(thrown), cause, false, true);
        this.thrown = thrown;
        setStackTrace(thrown.getStackTrace());
    }

    /** The trace of what was thrown, and of its causes; of a trace itself. */
    public static Trace of(Throwable thrown) {
        if (thrown instanceof Trace trace) {
            return trace;
        }
        Throwable cause = thrown.getCause();
        return new Trace(thrown, cause == null ? null : of(cause));
    }

    /** What was thrown, with all that it says; of what is no trace, itself. */
    static Throwable thrown(Throwable failure) {
        return failure instanceof Trace trace ? trace.thrown : failure;
    }

    /** The name of the class of what was thrown. */
    public String type() {
        return thrown.getClass().getName();
    }

    /** A line for it and for each cause, and the innermost frames of each below. */
    public String text() {
        String frames =
                Arrays.stream(getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
        return getCause() instanceof Trace cause
                ? this + frames + "\ncaused by " + cause.text()
                : this + frames;
    }

    // The name already has the class of what was thrown: that of this one says nothing.
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }

    private static String name(Throwable thrown) {
        String type = thrown.getClass().getName();
        String said = said(thrown);
        if (said != null) {
            return type + ": " + said;
        }
        String state = Transactions.sqlState(thrown);
        return state == null ? type : type + " (SQLSTATE " + state + ")";
    }

    // The name of a file may be that of a person.
    private static @Nullable String said(Throwable thrown) {
        if (thrown instanceof FileSystemException file) {
            return file.getReason();
        }
        boolean ours = thrown.getClass().getName().startsWith("dev.matchmill.");
        return ours || thrown instanceof IOException ? thrown.getMessage() : null;
    }
}
