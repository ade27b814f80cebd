package dev.matchmill.config.encryption;

/**
 * Where an encrypted value stands. It is part of what the value's tag proves: bytes that were moved
 * to another row, column or table do not decrypt. So a new row needs its id before its values are
 * encrypted: take it from the sequence first.
 *
 * @param table with its schema, such as {@code pipeline.dead_letters}; also the purpose of its keys
 * @param column such as {@code payload_enc}
 * @param primaryKey of the row, as text
 */
public record FieldAddress(String table, String column, String primaryKey) {

    public FieldAddress {
        if (!table.matches("\\w+\\.\\w+") || !column.matches("\\w+_enc") || primaryKey.isBlank()) {
            throw new IllegalArgumentException(
                    "no encrypted field: " + table + " " + column + " of row " + primaryKey);
        }
    }

    /** As above, for a row with a numeric id. */
    public static FieldAddress of(String table, String column, long id) {
        return new FieldAddress(table, column, Long.toString(id));
    }

    byte[] associated() {
        return AssociatedBytes.of(AssociatedBytes.Kind.FIELD, table, column, primaryKey);
    }
}
