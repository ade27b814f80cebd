package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.util.Map;
import java.util.Optional;
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
    private final DatabaseAddress login;
    private final ConfigurableApplicationContext context;

    private Session(
            Optional<LocalPostgres> server,
            DatabaseAddress login,
            ConfigurableApplicationContext context) {
        this.server = server;
        this.login = login;
        this.context = context;
    }

    /**
     * Opens the database for work as a role.
     *
     * @param wanted the role that the verb needs; the settings may say that nobody steps down
     */
    static Session open(WorkingRole wanted) {
        Settings settings = Settings.load();
        DatabaseSettings database = settings.get(DatabaseSettings.class);
        Optional<LocalPostgres> server =
                database.url().isBlank()
                        ? Optional.of(
                                LocalPostgres.join(Home.path(), Profile.DURABLE, Console::say))
                        : Optional.empty();
        try {
            DatabaseAccess access =
                    server.map(LocalPostgres::address)
                            .map(DatabaseAccess::of)
                            .orElseGet(() -> DatabaseAccess.of(database));
            WorkingRole role = wanted.in(database);
            access.prepare(database, role);
            return new Session(server, access.login(), start(settings, access, role));
        } catch (RuntimeException failure) {
            server.ifPresent(LocalPostgres::close);
            throw failure;
        }
    }

    /** A part of the program. */
    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Where the work goes. */
    DatabaseAddress address() {
        return login;
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            server.ifPresent(LocalPostgres::close);
        }
    }

    private static ConfigurableApplicationContext start(
            Settings settings, DatabaseAccess access, WorkingRole role) {
        DatabaseAddress address = access.login();
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
                .initializers(program -> provide(program, access, role))
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run();
    }

    /** Gives the program its database and the role as which it works there. */
    static void provide(
            ConfigurableApplicationContext program, DatabaseAccess access, WorkingRole role) {
        program.getBeanFactory().registerSingleton("databaseAccess", access);
        program.getBeanFactory().registerSingleton("workingRole", role);
    }
}
