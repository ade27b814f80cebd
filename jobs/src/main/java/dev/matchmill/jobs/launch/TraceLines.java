package dev.matchmill.jobs.launch;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.matchmill.jobs.run.Trace;
import org.jspecify.annotations.Nullable;

/**
 * {@code %trace} of the log for people: what was thrown, without the words of libraries and of the
 * database, which may quote a document or a row.
 */
public final class TraceLines extends ThrowableHandlingConverter {

    @Override
    public String convert(ILoggingEvent event) {
        Trace trace = of(event);
        return trace == null ? "" : trace.text() + "\n";
    }

    static @Nullable Trace of(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy failure
                ? Trace.of(failure.getThrowable())
                : null;
    }
}
