package dev.matchmill.config.encryption;

import dev.matchmill.config.database.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The data keys, unwrapped once and kept in memory for the life of the process; never logged.
 * Thread-safe.
 */
public final class DataKeys {

    /** Encryptions that a process takes from a key's allowance at a time. */
    static final long BLOCK = 4096;

    private static final String WRONG_MASTER =
            "The master key is not the one that wraps the keys of this database (it does not open"
                    + " %s): correct matchmill.encryption.master-key-file or"
                    + " MATCHMILL_ENCRYPTION_MASTER_KEY.";

    private final KeyRegister register;
    private final MasterKey master;
    private final Transactions transactions;
    private final Map<String, DataKey> unwrapped = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> allowances = new ConcurrentHashMap<>();

    private DataKeys(KeyRegister register, MasterKey master, Transactions transactions) {
        this.register = register;
        this.master = master;
        this.transactions = transactions;
    }

    /**
     * Opens the register with a master key.
     *
     * @throws KeyException when it is not the one that wrapped the keys
     */
    public static DataKeys open(JdbcClient jdbc, MasterKey master, Transactions transactions) {
        DataKeys keys = new DataKeys(new KeyRegister(jdbc), master, transactions);
        List<String> closed = keys.register.closedTo(master);
        if (!closed.isEmpty()) {
            throw new KeyException(WRONG_MASTER.formatted(closed.getFirst()));
        }
        return keys;
    }

    public KeyRegister register() {
        return register;
    }

    /**
     * Makes a new current key; what is written from the caller's commit on is encrypted under it.
     *
     * @return its id
     */
    public String supersede(String purpose) {
        DataKey key = DataKey.random(register.nextId(purpose), purpose);
        register.supersede(purpose);
        register.insert(key, master.wrap(key));
        return key.id();
    }

    /**
     * The key that encrypts now; the first one of a purpose is made, in a transaction of its own.
     */
    DataKey current(String purpose) {
        String id =
                register.currentId(purpose)
                        .orElseGet(() -> {
                            transactions.inNew(() -> makeFirst(purpose));
                            return register.currentId(purpose).orElseThrow();
                        });
        return find(id).orElseThrow(() -> new KeyException("The key " + id + " was destroyed."));
    }

    /**
     * The key of an id; empty when it was destroyed.
     *
     * @throws KeyException when the register has none, or none that the master key opens
     */
    Optional<DataKey> find(String id) {
        DataKey known = unwrapped.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        KeyRecord row =
                register.find(id)
                        .orElseThrow(() -> new KeyException("There is no encryption key " + id));
        if (row.state() == KeyRecord.State.DESTROYED) {
            return Optional.empty();
        }
        byte[] wrapped =
                register.wrapped(id)
                        .orElseThrow(() ->
                                new KeyException(
                                        "The encryption key "
                                                + id
                                                + " is kept outside the database, where this"
                                                + " program cannot fetch it."));
        DataKey key =
                master.unwrap(id, row.purpose(), wrapped)
                        .orElseThrow(() -> new KeyException(WRONG_MASTER.formatted(id)));
        unwrapped.put(id, key);
        return Optional.of(key);
    }

    /**
     * Counts one encryption. The count is written ahead in blocks and in a transaction of its own,
     * so that a crash or a rollback never makes it too low.
     *
     * @throws KeyException when the key has served as many as are safe
     */
    void spend(DataKey key) {
        AtomicLong left = allowances.computeIfAbsent(key.id(), _ -> new AtomicLong());
        synchronized (left) {
            if (left.get() == 0) {
                if (!transactions.inNew(() -> register.reserve(key.id(), BLOCK))) {
                    throw new KeyException(
                            "The key "
                                    + key.id()
                                    + " has encrypted as many values as are safe: run"
                                    + " ./matchmill keys rotate.");
                }
                left.set(BLOCK);
            }
            left.decrementAndGet();
        }
    }

    private void makeFirst(String purpose) {
        if (register.currentId(purpose).isEmpty()) {
            DataKey key = DataKey.random(register.nextId(purpose), purpose);
            register.insert(key, master.wrap(key));
        }
    }

    @Override
    public String toString() {
        return "DataKeys[" + unwrapped.keySet() + "]";
    }
}
