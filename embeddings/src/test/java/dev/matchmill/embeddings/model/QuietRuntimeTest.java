package dev.matchmill.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Newer ONNX runtimes send usage data from Linux too, and their start overflows the stack of a JVM
 * with a long command line. An environment variable would switch that off, which a program can't
 * set for itself; so the version in pom.xml is the newest one known to be without.
 */
class QuietRuntimeTest {

    @Test
    void the_native_runtime_holds_no_telemetry() throws IOException {
        String library = "/ai/onnxruntime/native/linux-x64/libonnxruntime.so";

        try (InputStream in = QuietRuntimeTest.class.getResourceAsStream(library)) {
            assertThat(in).as(library).isNotNull();
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(bytes.contains("ORT_LOGGING_LEVEL") || bytes.contains("onnxruntime"))
                    .isTrue();
            assertThat(bytes.contains("ORT_DISABLE_TELEMETRY")).isFalse();
            assertThat(bytes.contains("PosixTelemetry")).isFalse();
        }
    }
}
