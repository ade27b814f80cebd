package dev.matchmill.jobs.recurring;

import dev.matchmill.jobs.run.Writes;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database as the role of erasure and retention, for the jobs that may end a person's data.
 *
 * @param writes the only way to change rows as that role; checks the same fence as all writes of
 *     the run
 * @param jdbc for reading as that role, and for the statements inside {@code writes}
 */
public record PrivacyAccess(Writes writes, JdbcClient jdbc, DataSource dataSource) {}
