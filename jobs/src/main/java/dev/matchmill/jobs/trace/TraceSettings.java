package dev.matchmill.jobs.trace;

import dev.matchmill.jobs.run.Spans;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traces go.
 *
 * @param endpoint base URL of a collector that takes OTLP over HTTP; empty: nobody traces
 */
@ConfigurationProperties(prefix = "matchmill.jobs.trace", ignoreUnknownFields = false)
public record TraceSettings(@DefaultValue("") String endpoint) {

    public TraceSettings {
        if (!endpoint.isBlank() && !endpoint.matches("https?://[^\\s?#@]+")) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.trace.endpoint must be an http(s) URL such as"
                            + " http://127.0.0.1:4318, without a user");
        }
    }

    public boolean isOn() {
        return !endpoint.isBlank();
    }

    /** Spans as the settings want them; to be closed, when it can be. */
    public Spans spans() {
        return isOn() ? OtlpSpans.to(URI.create(endpoint)) : Spans.NONE;
    }
}
