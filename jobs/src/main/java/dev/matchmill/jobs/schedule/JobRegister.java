package dev.matchmill.jobs.schedule;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The jobs of {@code ops.scheduled_jobs}: the one place that says what runs when. */
record JobRegister(JdbcClient jdbc) {

    private static final String JOBS =
            """
            SELECT job_name, frequency::text AS frequency, arguments, cron, time_zone,
                   (extract(epoch FROM jitter) * 1000)::bigint AS jitter,
                   (extract(epoch FROM start_within) * 1000)::bigint AS start_within,
                   is_enabled, halted_exit_code
            FROM ops.scheduled_jobs
            """;

    private static final String ALL = JOBS + "WHERE cron IS NOT NULL\nORDER BY job_name\n";

    private static final String ONE = JOBS + "WHERE job_name = :name\n";

    private static final String HALT =
            "UPDATE ops.scheduled_jobs SET halted_exit_code = :code WHERE job_name = :name";

    private static final String RESUME =
            """
            UPDATE ops.scheduled_jobs
            SET halted_exit_code = NULL
            WHERE job_name = :name AND halted_exit_code IS NOT NULL
            """;

    /** Those that have a cron expression, by name. */
    List<ScheduledJob> all() {
        return jdbc.sql(ALL).query((row, _) -> job(row)).list();
    }

    Optional<ScheduledJob> find(String name) {
        return jdbc.sql(ONE).param("name", name).query((row, _) -> job(row)).optional();
    }

    void halt(String name, int exitCode) {
        jdbc.sql(HALT).param("name", name).param("code", exitCode).update();
    }

    /** False when it was not halted. */
    boolean resume(String name) {
        return jdbc.sql(RESUME).param("name", name).update() == 1;
    }

    private static ScheduledJob job(ResultSet row) throws SQLException {
        String name = row.getString("job_name");
        return new ScheduledJob(
                name,
                arguments(row.getArray("arguments"), row.getString("frequency"), name),
                row.getString("cron"),
                row.getString("time_zone"),
                Duration.ofMillis(row.getLong("jitter")),
                millis(row, "start_within"),
                row.getBoolean("is_enabled"),
                row.getObject("halted_exit_code", Integer.class));
    }

    private static List<String> arguments(@Nullable Array given, String frequency, String name)
            throws SQLException {
        return given == null
                ? List.of("maintain", frequency, "--only", name)
                : List.of((String[]) given.getArray());
    }

    private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }
}
