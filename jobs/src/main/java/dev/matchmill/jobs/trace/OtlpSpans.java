package dev.matchmill.jobs.trace;

import dev.matchmill.jobs.run.Spans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Spans sent by OTLP over HTTP, in batches beside the work. A collector that is away or slow loses
 * spans and never holds up work. Its classes are loaded only when an endpoint is set.
 */
public final class OtlpSpans implements Spans, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int QUEUE = 4096;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtlpSpans(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("dev.matchmill");
    }

    /**
     * Begins to send.
     *
     * @param endpoint base URL of the collector, such as {@code http://127.0.0.1:4318}
     */
    public static OtlpSpans to(URI endpoint) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.toString().replaceAll("/+$", "") + "/v1/traces")
                        .setTimeout(TIMEOUT)
                        .setConnectTimeout(TIMEOUT)
                        .setRetryPolicy(null)
                        .build();
        Attributes service = Attributes.of(AttributeKey.stringKey("service.name"), "matchmill");
        return new OtlpSpans(
                SdkTracerProvider.builder()
                        .setResource(Resource.create(service))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setMaxQueueSize(QUEUE)
                                        .setExporterTimeout(TIMEOUT)
                                        .build())
                        .build());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed with the span that it is put into
    public Span open(String name) {
        io.opentelemetry.api.trace.Span span = tracer.spanBuilder(name).startSpan();
        return new Sent(span, span.makeCurrent());
    }

    /** Sends what is left, for a few seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    private record Sent(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {

        @Override
        public Span with(String name, long value) {
            span.setAttribute(name, value);
            return this;
        }

        @Override
        public void failed(Throwable cause) {
            span.setAttribute("error.type", cause.getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
