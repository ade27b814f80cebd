package dev.matchmill.jobs.maintain;

import dev.matchmill.jobs.run.Writes;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What recurring jobs are made of.
 *
 * @param writes the only way to change rows, as the jobs' role
 * @param jdbc for reading as the jobs' role
 * @param owner for what only the owner may do
 * @param documents folder of the originals
 */
public record MaintainParts(
        Writes writes,
        JdbcClient jdbc,
        DataSource dataSource,
        OwnerConnections owner,
        JsonMapper json,
        MaintainSettings settings,
        Path documents) {}
