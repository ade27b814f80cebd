package dev.matchmill.jobs.launch;

import dev.matchmill.config.settings.UnknownKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings out of environment variables: a key in capitals with its dots and dashes as underscores
 * ({@code MATCHMILL_DATABASE_POOL_SIZE}), or with its dashes left out, as Spring Boot has it. A
 * variable of ours that nothing reads is an error: a misspelt database address must not end in
 * another database.
 */
final class EnvironmentKeys {

    private static final String PREFIX = "MATCHMILL_";

    /** Read by the launcher, by logging, by verbs, by the local PostgreSQL and by tests. */
    private static final Set<String> OTHERS =
            Set.of(
                    "MATCHMILL_HOME",
                    "MATCHMILL_CONFIG",
                    "MATCHMILL_JAVA_OPTS",
                    "MATCHMILL_CACHE",
                    "MATCHMILL_AOT",
                    "MATCHMILL_AOT_TIMEOUT",
                    "MATCHMILL_LOG_FORMAT",
                    "MATCHMILL_LOG_LEVEL",
                    "MATCHMILL_LIBRARY_LOG_LEVEL",
                    "MATCHMILL_RESTORED_PASSWORD");

    private static final List<String> OTHER_PREFIXES =
            List.of("MATCHMILL_POSTGRES_", "MATCHMILL_TEST_");

    private EnvironmentKeys() {}

    /**
     * The settings that the variables hold, by key.
     *
     * @throws SettingsException naming the variable and the nearest known one
     */
    static Map<String, Object> read(Map<String, String> environment, UnknownKeys keys) {
        Map<String, String> keyByName = new HashMap<>();
        for (String key : keys.known()) {
            keyByName.put(name(key.replace("-", "")), key);
            keyByName.put(name(key), key);
        }
        Map<String, Object> settings = new HashMap<>();
        environment.forEach((name, value) -> {
            String key = keyByName.get(name);
            if (key != null) {
                settings.put(key, value);
            } else if (name.startsWith(PREFIX) && !isOther(name)) {
                Set<String> known = new TreeSet<>(keyByName.keySet());
                known.addAll(OTHERS);
                throw new SettingsException(
                        "nothing reads the environment variable "
                                + name
                                + "; did you mean "
                                + UnknownKeys.nearest(name, known)
                                + "?");
            }
        });
        return settings;
    }

    private static boolean isOther(String name) {
        return OTHERS.contains(name) || OTHER_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String name(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
