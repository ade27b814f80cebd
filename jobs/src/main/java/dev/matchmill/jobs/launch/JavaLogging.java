package dev.matchmill.jobs.launch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Leads what libraries log by the JDK's own means to where all the rest goes, in the same format.
 * The JDK makes one, by its system property, when the first of them asks for a logger.
 */
public final class JavaLogging {

    private static final String CONFIGURATION =
            """
            handlers = org.slf4j.bridge.SLF4JBridgeHandler
            .level = INFO
            """;

    /** For the JDK. */
    public JavaLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(
                        new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)));
    }

    /** From now on; before anything logs. */
    static void lead() {
        System.setProperty("java.util.logging.config.class", JavaLogging.class.getName());
    }
}
