package dev.matchmill.jobs.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What the program and its libraries log from now on, down to DEBUG. To be opened after the
 * program: its start sets up logging anew and forgets who listens.
 */
final class LoggedLines implements AutoCloseable {

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Level before = root().getLevel();

    LoggedLines(Level least) {
        events.start();
        root().addAppender(events);
        root().setLevel(least);
    }

    /** Message and the message of what was thrown, in order. */
    List<String> lines() {
        return List.copyOf(events.list).stream()
                .map(event -> event.getFormattedMessage() + cause(event))
                .toList();
    }

    @Override
    public void close() {
        root().detachAppender(events);
        root().setLevel(before);
    }

    private static String cause(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return thrown == null ? "" : " " + thrown.getMessage();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
