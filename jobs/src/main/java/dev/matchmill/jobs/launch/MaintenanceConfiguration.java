package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.maintain.MaintainParts;
import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.maintain.MaintainSteps;
import dev.matchmill.jobs.maintain.MaintainText;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.maintain.OwnerConnections;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.migrations.DatabaseAccessException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the recurring jobs are put together. */
@Configuration(proxyBeanMethods = false)
class MaintenanceConfiguration {

    @Bean
    OwnerConnections ownerConnections(DatabaseSettings settings, DatabaseAccess access) {
        return OwnerConnections.of(settings, access.owner());
    }

    @Bean
    MaintainParts maintainParts(
            JobParts parts,
            DataSource dataSource,
            OwnerConnections owner,
            MaintainSettings settings) {
        return new MaintainParts(
                parts.writes(),
                parts.jdbc(),
                dataSource,
                owner,
                parts.json(),
                settings,
                Home.path().resolve("documents"));
    }

    @Bean
    @Lazy
    MaintenanceJobs maintenanceJobs(MaintainParts parts, WorkingConnections connections) {
        return MaintenanceJobs.of(parts, () -> holdPipeline(connections));
    }

    @Bean
    MaintainSteps maintainSteps(JobParts parts, StopRequest stop) {
        return new MaintainSteps(parts, stop);
    }

    @Bean
    MaintainText maintainText(JdbcClient jdbc) {
        return new MaintainText(jdbc, Json.pretty());
    }

    private static @Nullable AutoCloseable holdPipeline(WorkingConnections connections) {
        try {
            return ScopeLock.acquire(connections, Scope.PIPELINE.label(), "maintain weekly");
        } catch (LockHeldException reading) {
            return null;
        } catch (SQLException away) {
            throw new DatabaseAccessException("taking the lock of the pipeline", away);
        }
    }
}
