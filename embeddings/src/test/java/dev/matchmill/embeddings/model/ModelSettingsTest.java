package dev.matchmill.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelSettingsTest {

    private static ModelSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate(
                        "matchmill.embeddings.model",
                        Bindable.of(ModelSettings.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
    }

    @Test
    void has_these_defaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ModelSettings("", 0, 0, null, null))
                .isEqualTo(ModelSettings.defaults());
        assertThat(ModelSettings.defaults().folder()).isEmpty();
        assertThat(ModelSettings.defaults().threadCount())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void binds_every_key() {
        Map<String, String> values =
                Map.of(
                        "matchmill.embeddings.model.path", "/models/bge-m3",
                        "matchmill.embeddings.model.threads", "3",
                        "matchmill.embeddings.model.max-tokens", "256",
                        "matchmill.embeddings.model.query-prefix-text", "query: ",
                        "matchmill.embeddings.model.passage-prefix-text", "passage: ");

        assertThat(bind(values))
                .isEqualTo(new ModelSettings("/models/bge-m3", 3, 256, "query: ", "passage: "));
    }

    @Test
    void refuses_a_key_that_it_does_not_know() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("matchmill.embeddings.model.pth", "/models")));
    }

    @Test
    void refuses_values_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelSettings("", -1, 0, null, null))
                .withMessageContaining("threads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelSettings("", 0, 8, null, null))
                .withMessageContaining("max-tokens");
    }
}
