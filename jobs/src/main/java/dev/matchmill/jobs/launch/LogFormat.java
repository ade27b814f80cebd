package dev.matchmill.jobs.launch;

import java.util.Locale;

/** How the program writes its log and what it says: lines for people or JSON for programs. */
enum LogFormat {
    TEXT,
    JSON;

    /** Of logback.xml, which includes the file of that name. */
    private static final String PROPERTY = "matchmill.log-format";

    /**
     * The wanted one, by {@code MATCHMILL_LOG_FORMAT}; set before anything logs.
     *
     * @throws SettingsException when it is none
     */
    static LogFormat choose() {
        String given = System.getenv("MATCHMILL_LOG_FORMAT");
        String name = given == null || given.isBlank() ? "text" : given.strip();
        System.setProperty(PROPERTY, "text");
        for (LogFormat format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                System.setProperty(PROPERTY, format.name().toLowerCase(Locale.ROOT));
                return format;
            }
        }
        throw new SettingsException(
                "MATCHMILL_LOG_FORMAT must be text or json, and is '" + name + "'.");
    }
}
