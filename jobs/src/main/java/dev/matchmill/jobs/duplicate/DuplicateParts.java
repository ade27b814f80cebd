package dev.matchmill.jobs.duplicate;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What finding and merging are made of.
 *
 * @param jdbc as the role of the jobs
 */
public record DuplicateParts(JdbcClient jdbc, Clock clock, JsonMapper json) {}
