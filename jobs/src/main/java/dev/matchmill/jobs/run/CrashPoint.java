package dev.matchmill.jobs.run;

import dev.matchmill.migrations.PreconditionException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Moments at which a process that dies leaves most behind. A test that wants it to die there names
 * one in the system property {@code matchmill.crash-at}, such as {@code after-claim}, or {@code
 * after-claim:3} for the third time; the process then ends as under {@code kill -9}. Without the
 * property nothing happens. Thread-safe.
 */
public enum CrashPoint {
    /** The scope is ours; nothing is recovered. */
    AFTER_LOCK,
    /** The run has its row; no step has begun. */
    AFTER_BEGIN,
    /** Items are claimed; nothing of them is read or ranked. */
    AFTER_CLAIM,
    /** A document lies in a temporary file; it has no name yet. */
    BEFORE_FILE,
    /** A document is kept; no row says so. */
    AFTER_FILE,
    /** A transaction has done its work; it is not committed. */
    AFTER_EFFECT,
    /** A transaction is committed; nothing has noticed. */
    AFTER_COMMIT,
    /** A generation of matches is complete; readers see the one before. */
    BEFORE_PUBLISH,
    /** Readers see the new generation; the old ones are not dropped. */
    AFTER_PUBLISH,
    /** The rows of a person are erased; the stored documents are there. */
    BEFORE_OBJECT,
    /** A stored document is removed; nothing says so. */
    AFTER_OBJECT,
    /** All steps are done; the run's row says that it runs. */
    BEFORE_END;

    /** The property that names one. */
    public static final String PROPERTY = "matchmill.crash-at";

    /** As a shell says that SIGKILL ended a process. */
    private static final int KILLED = 137;

    private static final class Chosen {

        private static final @Nullable CrashPoint POINT;
        private static final AtomicInteger LEFT = new AtomicInteger(1);

        static {
            String value = System.getProperty(PROPERTY, "");
            String[] parts = value.split(":", 2);
            POINT = value.isEmpty() ? null : named(parts[0]);
            if (parts.length == 2) {
                LEFT.set(Integer.parseInt(parts[1]));
            }
        }
    }

    /** Its name in the property. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The process is there now. */
    public void reached() {
        if (this == Chosen.POINT && Chosen.LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static CrashPoint named(String name) {
        List<String> labels = Arrays.stream(values()).map(CrashPoint::label).toList();
        if (!labels.contains(name)) {
            throw new PreconditionException(
                    PROPERTY + " names no crash point; they are: " + String.join(", ", labels));
        }
        return values()[labels.indexOf(name)];
    }
}
