package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.CauseKeepingTransactions;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.erase.ErasureParts;
import dev.matchmill.jobs.erase.PipelinePause;
import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.migrations.DatabaseAccessException;
import java.sql.SQLException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** How erasures are put together. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    @Lazy
    ErasureParts erasureParts(
            RecurringParts parts,
            WorkingConnections connections,
            EncryptionSettings encryption,
            DatabaseAccess access) {
        return new ErasureParts(
                parts,
                () -> pause(connections),
                () -> cipher(parts.privacy().get(), encryption, access),
                MatchmillCommand.VERSION);
    }

    private static PipelinePause pause(WorkingConnections connections) {
        try {
            return new PipelinePause(
                    ScopeLock.acquire(connections, Scope.PIPELINE.label(), "erasure"));
        } catch (LockHeldException reading) {
            return new PipelinePause(null);
        } catch (SQLException away) {
            throw new DatabaseAccessException("taking the lock of the pipeline", away);
        }
    }

    private static FieldCipher cipher(
            PrivacyAccess privacy, EncryptionSettings encryption, DatabaseAccess access) {
        return new FieldCipher(
                DataKeys.open(
                        privacy.jdbc(),
                        MasterKeys.of(encryption, access.login(), privacy.jdbc()),
                        new Transactions(new CauseKeepingTransactions(privacy.dataSource()))));
    }
}
