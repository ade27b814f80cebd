package dev.matchmill.jobs.match;

import java.util.Locale;

/** What a score is made of, in the order in which it is shown. */
enum Factor {
    SEMANTIC,
    REQUIRED_SKILLS,
    PREFERRED_SKILLS,
    EXPERIENCE,
    LOCATION;

    /** Its name in weights and in JSON. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
