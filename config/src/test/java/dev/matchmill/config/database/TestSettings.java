package dev.matchmill.config.database;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings of a program, with the usual values for what is not given. */
public final class TestSettings {

    private TestSettings() {}

    /** For a database that is there already, with its schema. */
    public static DatabaseSettings of(DatabaseAddress address) {
        return of(
                Map.of(
                        "url", address.url(),
                        "username", address.username(),
                        "password", Objects.requireNonNullElse(address.password(), ""),
                        "migrate", "false",
                        "production", "false"));
    }

    /** With these values, by the names they have below {@code matchmill.database}. */
    public static DatabaseSettings of(Map<String, String> values) {
        Map<String, String> keys =
                values.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        value -> "matchmill.database." + value.getKey(),
                                        Map.Entry::getValue));
        return new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("matchmill.database", DatabaseSettings.class);
    }
}
