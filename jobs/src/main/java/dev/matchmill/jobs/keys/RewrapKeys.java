package dev.matchmill.jobs.keys;

import dev.matchmill.config.encryption.KeyRegister;
import dev.matchmill.config.encryption.MasterKey;
import java.util.function.Supplier;

/** Wraps all data keys by another master key. */
public record RewrapKeys(KeyWrites writes) {

    /**
     * Changes the master key in one transaction. Running it twice changes nothing, whichever of the
     * two is in place by then.
     *
     * @param old the one that wraps them; asked for only when a key needs it
     * @return how many keys were not wrapped by the successor yet
     * @throws dev.matchmill.config.encryption.KeyException when neither opens a key
     */
    public int rewrap(Supplier<MasterKey> old, MasterKey successor) {
        KeyRegister register = new KeyRegister(writes.jdbc());
        return writes.inNew(() ->
                register.closedTo(successor).isEmpty() ? 0 : register.rewrap(old.get(), successor));
    }
}
