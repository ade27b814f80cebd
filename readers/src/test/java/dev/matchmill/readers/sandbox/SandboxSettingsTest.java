package dev.matchmill.readers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SandboxSettingsTest {

    private static SandboxSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("matchmill.readers.sandbox", SandboxSettings.class);
    }

    @Test
    void has_the_defaults_that_the_code_uses() {
        assertThat(bind(Map.of())).isEqualTo(SandboxSettings.usual());
    }

    @Test
    void takes_values_with_units() {
        SandboxSettings settings =
                bind(
                        Map.of(
                                "matchmill.readers.sandbox.timeout", "5s",
                                "matchmill.readers.sandbox.max-document-size", "1MB"));

        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.limits().maxBytes()).isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 0s",
        "patience, -1s",
        "slow-per-child, 17",
        "heap, 1MB",
        "stack, 1KB",
        "children, -1",
        "documents-per-child, 0",
        "max-characters, 0",
        "max-document-size, 2GB",
        "max-ratio, 0"
    })
    void refuses_and_names_a_value_that_cannot_be(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("matchmill.readers.sandbox." + key, value)))
                .rootCause()
                .hasMessageContaining(key);
    }
}
