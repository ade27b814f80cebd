package dev.matchmill.jobs.launch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who owns what verbs read and write when their options don't say.
 *
 * @param organization name of the organization; made when it is new
 */
@ConfigurationProperties(prefix = "matchmill.jobs.general", ignoreUnknownFields = false)
record GeneralSettings(@DefaultValue("Default organization") String organization) {

    GeneralSettings {
        if (organization.isBlank()) {
            throw new IllegalArgumentException(
                    "matchmill.jobs.general.organization must not be blank");
        }
    }
}
