package dev.matchmill.jobs.launch;

import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.config.database.CauseKeepingTransactions;
import dev.matchmill.config.database.DatabaseConfiguration;
import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.archive.ArchiveJobs;
import dev.matchmill.jobs.backup.BackupParts;
import dev.matchmill.jobs.backup.ErasureReplay;
import dev.matchmill.jobs.backup.LogicalBackup;
import dev.matchmill.jobs.backup.RestoreDrill;
import dev.matchmill.jobs.erase.ErasureExecution;
import dev.matchmill.jobs.erase.ErasureParts;
import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.maintain.MaintainText;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerConnections;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.RecurringSteps;
import dev.matchmill.jobs.retain.RetainSettings;
import dev.matchmill.jobs.retain.Retention;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.DatabaseAccessException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the recurring jobs are put together. */
@Configuration(proxyBeanMethods = false)
class MaintenanceConfiguration {

    private static final int PRIVACY_POOL = 2;

    @Bean
    OwnerConnections ownerConnections(DatabaseSettings settings, DatabaseAccess access) {
        return OwnerConnections.of(settings, access.owner());
    }

    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Lazy
    HikariDataSource privacyDataSource(DatabaseSettings settings) {
        return DatabaseConfiguration.pool(
                new WorkingConnections(settings, WorkingRole.PRIVACY.in(settings)), PRIVACY_POOL);
    }

    @Bean
    @Lazy
    PrivacyAccess privacyAccess(
            @Qualifier("privacyDataSource") HikariDataSource dataSource, CurrentRun run) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        Transactions transactions = new Transactions(new CauseKeepingTransactions(dataSource));
        return new PrivacyAccess(new Writes(run, transactions, jdbc), jdbc, dataSource);
    }

    @Bean
    RecurringParts recurringParts(
            JobParts parts,
            DataSource dataSource,
            OwnerConnections owner,
            ObjectProvider<PrivacyAccess> privacy) {
        return new RecurringParts(
                parts.writes(),
                parts.jdbc(),
                dataSource,
                owner,
                privacy::getObject,
                parts.json(),
                Home.path());
    }

    @Bean
    @Lazy
    MaintenanceJobs maintenanceJobs(
            RecurringParts parts,
            MaintainSettings settings,
            WorkingConnections connections,
            Retention retention,
            ErasureParts erasure,
            BackupParts backups,
            ErasureReplay replay) {
        List<MaintenanceJob> others = new ArrayList<>(ArchiveJobs.of(parts));
        others.add(retention.evaluation());
        others.add(new ErasureExecution(erasure, OptionalLong.empty()));
        others.add(LogicalBackup.daily(backups));
        others.add(new RestoreDrill(backups, replay, RestoreDrill.Choice.LAST));
        return MaintenanceJobs.of(parts, settings, () -> holdPipeline(connections), others);
    }

    @Bean
    Retention retention(RecurringParts parts, RetainSettings settings) {
        return new Retention(parts, settings);
    }

    @Bean
    RecurringSteps recurringSteps(JobParts parts, StopRequest stop) {
        return new RecurringSteps(parts, stop);
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
