package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.settings.UnknownKeys;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.jobs.backup.BackupSettings;
import dev.matchmill.jobs.duplicate.DuplicateSettings;
import dev.matchmill.jobs.embed.EmbedSettings;
import dev.matchmill.jobs.ingest.IngestSettings;
import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.match.MatchSettings;
import dev.matchmill.jobs.match.QualitySettings;
import dev.matchmill.jobs.match.ShareSettings;
import dev.matchmill.jobs.retain.RetainSettings;
import dev.matchmill.jobs.run.RejectionThreshold;
import dev.matchmill.jobs.schedule.ScheduleSettings;
import dev.matchmill.jobs.trace.TraceSettings;
import dev.matchmill.readers.bucket.BucketSettings;
import dev.matchmill.readers.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * The configuration: what ships, then the file that {@code MATCHMILL_CONFIG} names, then
 * environment variables. A key in a file that nothing reads is an error.
 */
final class Settings {

    /** Every record of settings there is. */
    static final List<Class<? extends Record>> RECORDS =
            List.of(
                    DatabaseSettings.class,
                    EncryptionSettings.class,
                    BucketSettings.class,
                    SandboxSettings.class,
                    ModelSettings.class,
                    SearchSettings.class,
                    IngestSettings.class,
                    DuplicateSettings.class,
                    EmbedSettings.class,
                    MatchSettings.class,
                    QualitySettings.class,
                    ShareSettings.class,
                    RejectionThreshold.class,
                    MaintainSettings.class,
                    BackupSettings.class,
                    RetainSettings.class,
                    ScheduleSettings.class,
                    TraceSettings.class,
                    GeneralSettings.class);

    private final ConfigurableEnvironment environment;

    private Settings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Reads the configuration.
     *
     * @throws SettingsException when a file is missing or broken, or a key is one that nothing
     *     reads
     */
    static Settings load() {
        ConfigurableEnvironment environment = new StandardEnvironment();
        String file = System.getenv("MATCHMILL_CONFIG");
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "variables",
                                EnvironmentKeys.read(System.getenv(), new UnknownKeys(RECORDS))));
        if (file != null && !file.isBlank()) {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new SettingsException(
                        "there is no configuration " + file + ": MATCHMILL_CONFIG names it.");
            }
            add(environment, file, new FileSystemResource(file));
        }
        add(environment, "application.yaml", new ClassPathResource("application.yaml"));
        ConfigurationPropertySources.attach(environment);
        Settings settings = new Settings(environment);
        RECORDS.forEach(settings::get);
        return settings;
    }

    ConfigurableEnvironment environment() {
        return environment;
    }

    /** One record of settings, bound and checked. */
    <T> T get(Class<T> type) {
        ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
        if (properties == null) {
            throw new IllegalArgumentException(type + " has no prefix");
        }
        return Binder.get(environment).bindOrCreate(properties.prefix(), type);
    }

    private static void add(ConfigurableEnvironment environment, String name, Resource resource) {
        try {
            for (PropertySource<?> source : new YamlPropertySourceLoader().load(name, resource)) {
                refuseUnknownKeys(name, source);
                environment.getPropertySources().addLast(source);
            }
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof SettingsException ours) {
                throw ours;
            }
            throw new SettingsException(
                    name + " is no readable YAML: " + firstLine(broken.getMessage()));
        }
    }

    private static void refuseUnknownKeys(String name, PropertySource<?> source) {
        UnknownKeys keys = new UnknownKeys(RECORDS);
        for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
            if (!keys.isKnown(key)) {
                throw new SettingsException(
                        name
                                + ": nothing reads the key '"
                                + key
                                + "'; did you mean '"
                                + keys.nearest(key)
                                + "'?");
            }
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unknown error" : message.lines().findFirst().orElse("");
    }
}
