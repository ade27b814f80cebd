package dev.matchmill.jobs.recurring;

import dev.matchmill.jobs.run.Writes;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What recurring jobs are made of.
 *
 * @param writes the only way to change rows, as the jobs' role
 * @param jdbc for reading as the jobs' role
 * @param owner for what only the owner may do
 * @param privacy for what only erasure and retention may do; opened on first use
 * @param home where keys and the originals are kept
 */
public record RecurringParts(
        Writes writes,
        JdbcClient jdbc,
        DataSource dataSource,
        OwnerConnections owner,
        Supplier<PrivacyAccess> privacy,
        JsonMapper json,
        Path home) {

    /** Folder of the originals. */
    public Path documents() {
        return home.resolve("documents");
    }
}
