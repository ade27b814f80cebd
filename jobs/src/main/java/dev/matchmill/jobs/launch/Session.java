package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A verb's hold on the database: the given one or the local one, started if need be, its schema up
 * to date, and the program wired on top. Closing it leaves nothing running that it started.
 */
final class Session implements AutoCloseable {

    private final Optional<LocalPostgres> server;
    private final DatabaseAddress address;
    private final ConfigurableApplicationContext context;

    private Session(
            Optional<LocalPostgres> server,
            DatabaseAddress address,
            ConfigurableApplicationContext context) {
        this.server = server;
        this.address = address;
        this.context = context;
    }

    static Session open() {
        Settings settings = Settings.load();
        DatabaseSettings database = settings.get(DatabaseSettings.class);
        Optional<LocalPostgres> server =
                database.url().isBlank()
                        ? Optional.of(
                                LocalPostgres.join(Home.path(), Profile.DURABLE, Console::say))
                        : Optional.empty();
        try {
            DatabaseAddress address =
                    server.map(LocalPostgres::address).orElseGet(() -> given(database));
            SchemaUpdate.before(address, database);
            return new Session(server, address, start(settings, address));
        } catch (RuntimeException failure) {
            server.ifPresent(LocalPostgres::close);
            throw failure;
        }
    }

    /** A part of the program. */
    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            server.ifPresent(LocalPostgres::close);
        }
    }

    /** The database that the settings name. */
    static DatabaseAddress given(DatabaseSettings database) {
        return DatabaseAddress.parse(
                database.url(),
                database.username().isBlank() ? null : database.username(),
                password(database));
    }

    private static @Nullable String password(DatabaseSettings database) {
        if (database.passwordFile().isBlank()) {
            return database.password().isBlank() ? null : database.password();
        }
        try {
            return Files.readString(Path.of(database.passwordFile())).strip();
        } catch (IOException unreadable) {
            throw new PreconditionException(
                    "The password file " + database.passwordFile() + " cannot be read.",
                    unreadable);
        }
    }

    private static ConfigurableApplicationContext start(
            Settings settings, DatabaseAddress address) {
        String password = address.password();
        settings.environment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "database",
                                Map.of(
                                        "matchmill.database.url",
                                        address.url(),
                                        "matchmill.database.username",
                                        address.username(),
                                        "matchmill.database.password",
                                        password == null ? "" : password,
                                        // The configuration is loaded already, and from one place.
                                        "spring.config.location",
                                        "optional:classpath:/none/")));
        return new SpringApplicationBuilder(ProgramConfiguration.class)
                .environment(settings.environment())
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run();
    }
}
