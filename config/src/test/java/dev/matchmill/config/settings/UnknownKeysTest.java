package dev.matchmill.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.database.DatabaseSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;

class UnknownKeysTest {

    @ConfigurationProperties(prefix = "sample.list")
    record ListSettings(List<String> folderNames, Nested reading) {}

    record Nested(int maxPages) {}

    record Unprefixed(int size) {}

    private final UnknownKeys keys =
            new UnknownKeys(List.of(DatabaseSettings.class, ListSettings.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matchmill.database.pool-size",
                "matchmill.database.poolSize",
                "sample.list.folder-names[0]",
                "sample.list.folder-names.first",
                "sample.list.reading.max-pages"
            })
    void knows_each_way_to_write_a_key(String key) {
        assertThat(keys.isKnown(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matchmill.database.pool-sizes",
                "matchmill.databse.pool-size",
                "matchmill.database",
                "sample.list.reading",
                "sample.list.reading.pages",
                "pool-size"
            })
    void does_not_know_what_no_record_reads(String key) {
        assertThat(keys.isKnown(key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "matchmill.databse.pool-size, matchmill.database.pool-size",
        "matchmill.database.statment-timeout, matchmill.database.statement-timeout",
        "sample.list.foldernames, sample.list.folder-names"
    })
    void names_the_nearest_key(String wrong, String right) {
        assertThat(keys.nearest(wrong)).isEqualTo(right);
    }

    @Test
    void of_equally_near_words_the_first_is_named() {
        assertThat(UnknownKeys.nearest("run", List.of("ran", "rum"))).isEqualTo("ran");
    }

    @Test
    void records_without_a_prefix_are_refused() {
        assertThatThrownBy(() -> new UnknownKeys(List.of(Unprefixed.class)))
                .hasMessageContaining("has no prefix");
    }
}
