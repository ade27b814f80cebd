package dev.matchmill.jobs.keys;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table with encrypted columns, and the statements that walk it. Names are quoted where SQL wants
 * that.
 *
 * @param name with its schema; also the purpose of its keys
 * @param idColumn its numeric primary key
 * @param keyColumn names the key of all encrypted values of a row
 * @param columns the encrypted ones, sorted
 */
public record EncryptedTable(String name, String idColumn, String keyColumn, List<String> columns) {

    public EncryptedTable {
        columns = List.copyOf(columns);
    }

    /** The next rows under a key, by id, locked; those that somebody else writes are left out. */
    String next() {
        return "SELECT "
                + idColumn
                + ", "
                + String.join(", ", columns)
                + " FROM "
                + name
                + " WHERE "
                + keyColumn
                + " = :key AND "
                + idColumn
                + " > :after ORDER BY "
                + idColumn
                + " LIMIT :limit FOR UPDATE SKIP LOCKED";
    }

    /** Replaces all encrypted values of a row and the id of their key. */
    String replace() {
        return "UPDATE "
                + name
                + " SET "
                + keyColumn
                + " = :key, "
                + columns.stream().map(c -> c + " = :" + c).collect(Collectors.joining(", "))
                + " WHERE "
                + idColumn
                + " = :id";
    }
}
