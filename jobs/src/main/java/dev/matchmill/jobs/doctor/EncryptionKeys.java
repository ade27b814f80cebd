package dev.matchmill.jobs.doctor;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.encryption.KeyException;
import dev.matchmill.config.encryption.KeyRecord;
import dev.matchmill.config.encryption.KeyRegister;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.config.encryption.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the master key opens the keys of encrypted values.
 *
 * @param live keys that are not destroyed
 * @param trouble why it does not; empty when it does or nothing needs it
 * @param open the file that holds it, when others may read it
 * @param worn the current key that has served most, when that is more than half of what is safe
 */
public record EncryptionKeys(
        int live, Optional<String> trouble, Optional<Path> open, Optional<String> worn)
        implements Check {

    private static final String NAME = "encryption";

    /**
     * Looks at the register; makes no key.
     *
     * @param given whether the settings name a master key
     * @param master asked for when they do, or when there are keys
     * @param file that holds it, if a file does
     */
    public static Finding examine(
            JdbcClient jdbc, boolean given, Supplier<MasterKey> master, Optional<Path> file) {
        try {
            return read(new KeyRegister(jdbc), given, master, file).judge();
        } catch (DataAccessException refused) {
            return Finding.fail(
                    NAME,
                    "keys cannot be read (SQLSTATE " + Transactions.sqlState(refused) + ")",
                    "GRANT ats_batch or ats_privacy to the login role, or connect as the owner.");
        }
    }

    private static EncryptionKeys read(
            KeyRegister register, boolean given, Supplier<MasterKey> master, Optional<Path> file) {
        List<KeyRecord> live =
                register.all().stream()
                        .filter(key -> key.state() != KeyRecord.State.DESTROYED)
                        .toList();
        boolean needed = given || !live.isEmpty();
        return new EncryptionKeys(
                live.size(),
                needed ? trouble(register, master) : Optional.empty(),
                needed ? file.filter(EncryptionKeys::othersRead) : Optional.empty(),
                live.stream()
                        .filter(key -> key.state() == KeyRecord.State.CURRENT)
                        .filter(key -> key.encryptions() > KeyRegister.LIMIT / 2)
                        .map(KeyRecord::id)
                        .findFirst());
    }

    @Override
    public Finding judge() {
        if (trouble.isPresent()) {
            return Finding.fail(NAME, "the master key cannot be used", trouble.get());
        }
        if (open.isPresent()) {
            return Finding.warn(
                    NAME,
                    open.get() + " may be read by others",
                    "chmod 600 " + open.get() + ", and think about a new master key: keys rewrap.");
        }
        if (worn.isPresent()) {
            return Finding.warn(
                    NAME,
                    worn.get() + " has served more than half of what is safe",
                    "Run ./matchmill keys rotate.");
        }
        return Finding.ok(
                NAME, live == 0 ? "no key yet" : "the master key opens all " + live + " keys");
    }

    private static Optional<String> trouble(KeyRegister register, Supplier<MasterKey> master) {
        try {
            List<String> closed = register.closedTo(master.get());
            return closed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "It does not open "
                                    + String.join(", ", closed)
                                    + ": give the one that wrapped them.");
        } catch (KeyException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static boolean othersRead(Path file) {
        try {
            return !SecretFile.isPrivate(file);
        } catch (IOException gone) {
            return false;
        }
    }
}
