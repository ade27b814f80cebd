package dev.matchmill.jobs.launch;

import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.encryption.KeyRecord;
import dev.matchmill.config.encryption.KeyRegister;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which master key a verb uses. */
final class MasterKeys {

    private MasterKeys() {}

    /**
     * The one that the settings give, else that of the local database, which is made on first use.
     *
     * @throws dev.matchmill.config.encryption.KeyException when there is none to use
     */
    static MasterKey of(EncryptionSettings settings, DatabaseAddress address, JdbcClient jdbc) {
        if (settings.isGiven() || address.source() == DatabaseSource.GIVEN) {
            return MasterKey.given(settings);
        }
        boolean unused =
                new KeyRegister(jdbc)
                        .all().stream().allMatch(key -> key.state() == KeyRecord.State.DESTROYED);
        return MasterKey.ofHome(Home.path(), unused);
    }

    /** The file that holds it; empty when it comes from the environment or is missing. */
    static Optional<Path> file(EncryptionSettings settings, DatabaseAddress address) {
        if (settings.isGiven()) {
            return Optional.of(settings.masterKeyFile())
                    .filter(name -> !name.isBlank())
                    .map(Path::of);
        }
        return address.source() == DatabaseSource.GIVEN
                ? Optional.empty()
                : Optional.of(MasterKey.file(Home.path()));
    }
}
