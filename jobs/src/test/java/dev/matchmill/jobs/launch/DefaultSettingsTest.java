package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.settings.UnknownKeys;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

/** The file of settings that ships shows every key there is, each with its default. */
class DefaultSettingsTest {

    private static final UnknownKeys KEYS = new UnknownKeys(Settings.RECORDS);

    // Secrets, and two that replace what a model's folder says.
    private static final Set<String> HIDDEN =
            Set.of(
                    "matchmill.database.password",
                    "matchmill.database.owner-password",
                    "matchmill.encryption.master-key",
                    "matchmill.jobs.backup.replication-password",
                    "matchmill.embeddings.model.query-prefix-text",
                    "matchmill.embeddings.model.passage-prefix-text");

    static Collection<Class<? extends Record>> records() {
        return Settings.RECORDS;
    }

    @Test
    void every_key_is_shown_except_secrets_and_those_without_a_default() throws IOException {
        Set<String> known = new TreeSet<>(KEYS.known());

        assertThat(known.removeAll(HIDDEN)).isTrue();
        assertThat(new TreeSet<>(Arrays.asList(shipped().getPropertyNames()))).isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("records")
    void each_value_shown_is_the_default_of_its_record(Class<? extends Record> type)
            throws IOException {
        String prefix = type.getAnnotation(ConfigurationProperties.class).prefix();
        Binder file = new Binder(ConfigurationPropertySources.from(List.of(shipped())));

        Record shown = file.bindOrCreate(prefix, type);

        assertThat(shown).isEqualTo(new Binder().bindOrCreate(prefix, type));
    }

    private static EnumerablePropertySource<?> shipped() throws IOException {
        return (EnumerablePropertySource<?>)
                new YamlPropertySourceLoader()
                        .load("shipped", new ClassPathResource("application.yaml"))
                        .getFirst();
    }
}
