package dev.matchmill.jobs.keys;

import dev.matchmill.config.encryption.Decryption;
import dev.matchmill.config.encryption.EncryptedField;
import dev.matchmill.config.encryption.FieldAddress;
import dev.matchmill.config.encryption.FieldCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a table's rows from an old key to the current one, a batch a transaction, in the order of
 * their ids. Moved rows leave the query, so a restart starts at its top.
 */
record ReencryptRows(KeyWrites writes, FieldCipher cipher, int batchSize) {

    /** What became of the rows under one key. */
    record Moved(long rows, List<String> unreadable) {}

    private record Sealed(long id, Map<String, byte[]> values) {}

    private record Batch(long lastId, int size, int moved, List<String> unreadable) {}

    Moved from(String oldKey, EncryptedTable table) {
        long rows = 0;
        List<String> unreadable = new ArrayList<>();
        long after = Long.MIN_VALUE;
        while (true) {
            long start = after;
            Batch batch = writes.inNew(() -> move(oldKey, table, start));
            rows += batch.moved();
            unreadable.addAll(batch.unreadable());
            if (batch.size() < batchSize) {
                return new Moved(rows, unreadable);
            }
            after = batch.lastId();
        }
    }

    private Batch move(String oldKey, EncryptedTable table, long after) {
        List<Sealed> rows =
                writes.jdbc()
                        .sql(table.next())
                        .param("key", oldKey)
                        .param("after", after)
                        .param("limit", batchSize)
                        .query((row, _) -> sealed(row, table))
                        .list();
        List<String> unreadable = new ArrayList<>();
        int moved = 0;
        for (Sealed row : rows) {
            if (move(row, oldKey, table, unreadable)) {
                moved++;
            }
        }
        long last = rows.isEmpty() ? after : rows.getLast().id();
        return new Batch(last, rows.size(), moved, unreadable);
    }

    private boolean move(Sealed row, String oldKey, EncryptedTable table, List<String> unreadable) {
        Map<String, Object> changes = new HashMap<>();
        changes.put("id", row.id());
        table.columns().forEach(column -> changes.put(column, null));
        for (Map.Entry<String, byte[]> value : row.values().entrySet()) {
            FieldAddress address = FieldAddress.of(table.name(), value.getKey(), row.id());
            Optional<byte[]> plain = open(new EncryptedField(oldKey, value.getValue()), address);
            if (plain.isEmpty()) {
                unreadable.add(table.name() + " " + value.getKey() + " of row " + row.id());
                return false;
            }
            EncryptedField fresh = cipher.encrypt(plain.get(), address);
            changes.put(value.getKey(), fresh.toBytes());
            changes.put("key", fresh.keyId());
        }
        changes.putIfAbsent("key", null);
        return writes.jdbc().sql(table.replace()).params(changes).update() == 1;
    }

    private Optional<byte[]> open(EncryptedField field, FieldAddress address) {
        return switch (cipher.decrypt(field, address)) {
            case Decryption.Opened opened -> Optional.of(opened.toBytes());
            case Decryption.Shredded _ -> Optional.empty();
            case Decryption.Damaged _ -> Optional.empty();
        };
    }

    private static Sealed sealed(ResultSet row, EncryptedTable table) throws SQLException {
        Map<String, byte[]> values = new HashMap<>();
        for (String column : table.columns()) {
            byte[] bytes = row.getBytes(column);
            if (bytes != null) {
                values.put(column, bytes);
            }
        }
        return new Sealed(row.getLong(table.idColumn()), values);
    }
}
