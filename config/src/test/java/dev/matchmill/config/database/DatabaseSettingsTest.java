package dev.matchmill.config.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

    @Test
    void the_defaults_bound_every_wait() {
        DatabaseSettings settings = TestSettings.of(Map.of());

        assertThat(settings)
                .isEqualTo(
                        new DatabaseSettings(
                                "",
                                "",
                                "",
                                "",
                                8,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(90),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(5),
                                true,
                                "",
                                "",
                                "",
                                true,
                                true));
    }

    @Test
    void connections_time_out_keep_violations_quiet_and_say_whose_they_are() {
        assertThat(ConnectionProperties.of(TestSettings.of(Map.of())))
                .containsEntry("connectTimeout", "10")
                .containsEntry("socketTimeout", "90")
                .containsEntry("logServerErrorDetail", "false")
                .containsEntry("ApplicationName", "matchmill");
    }

    @Test
    void a_socket_that_gives_up_before_a_statement_is_refused() {
        assertThatThrownBy(() -> TestSettings.of(Map.of("socket-timeout", "60s")))
                .rootCause()
                .hasMessageContaining("socket-timeout must be longer than statement-timeout");
    }

    @Test
    void a_pool_of_one_would_wait_for_itself() {
        assertThatThrownBy(() -> TestSettings.of(Map.of("pool-size", "1")))
                .rootCause()
                .hasMessageContaining("pool-size must be at least 2");
    }

    @Test
    void the_password_is_never_printed() {
        assertThat(TestSettings.of(Map.of("password", "s3cret")))
                .asString()
                .doesNotContain("s3cret");
    }
}
