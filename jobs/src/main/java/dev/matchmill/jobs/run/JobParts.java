package dev.matchmill.jobs.run;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the steps of every job are made of.
 *
 * @param jdbc for reading; writing goes through {@code writes}
 */
public record JobParts(
        Steps steps,
        Writes writes,
        CurrentRun run,
        JdbcClient jdbc,
        Clock clock,
        JsonMapper json,
        Progress progress,
        Throttle throttle) {}
