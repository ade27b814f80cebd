package dev.matchmill.jobs.launch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.matchmill.jobs.run.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log as one JSON object a line, with the names of the Elastic Common Schema. A failure is told
 * by its {@link Trace}.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> line =
                line(event.getInstant(), event.getLevel().toString(), event.getFormattedMessage());
        line.put("log.logger", event.getLoggerName());
        line.put("process.thread.name", event.getThreadName());
        event.getMDCPropertyMap().forEach((name, value) -> line.put("matchmill." + name, value));
        Trace trace = TraceLines.of(event);
        if (trace != null) {
            line.put("error.type", trace.type());
            line.put("error.stack_trace", trace.text());
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

    private static byte[] bytes(Map<String, Object> line) {
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
