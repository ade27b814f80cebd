package dev.matchmill.jobs.launch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log as one JSON object a line, with the names of the Elastic Common Schema. A failure is told
 * by its class and its trace, without messages: those of libraries may quote a document.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final int FRAMES = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> line =
                line(event.getInstant(), event.getLevel().toString(), event.getFormattedMessage());
        line.put("log.logger", event.getLoggerName());
        line.put("process.thread.name", event.getThreadName());
        event.getMDCPropertyMap().forEach((name, value) -> line.put("matchmill." + name, value));
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            line.put("error.type", failure.getClassName());
            line.put("error.stack_trace", trace(failure));
        }
        return bytes(line);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    /** What the program says itself, as such a line. */
    static byte[] of(Instant at, String sentence) {
        Map<String, Object> line = line(at, "INFO", sentence);
        line.put("log.logger", "matchmill");
        return bytes(line);
    }

    private static Map<String, Object> line(Instant at, String level, String message) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("@timestamp", at.toString());
        line.put("log.level", level);
        line.put("message", message);
        line.put("service.name", "matchmill");
        line.put("process.pid", ProcessHandle.current().pid());
        return line;
    }

    private static String trace(IThrowableProxy failure) {
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy it = failure; it != null; it = it.getCause()) {
            text.append(it == failure ? "" : "\ncaused by ")
                    .append(it.getClassName())
                    .append('\n')
                    .append(
                            Arrays.stream(it.getStackTraceElementProxyArray())
                                    .limit(FRAMES)
                                    .map(StackTraceElementProxy::getSTEAsString)
                                    .collect(Collectors.joining("\n")));
        }
        return text.toString();
    }

    private static byte[] bytes(Map<String, Object> line) {
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
