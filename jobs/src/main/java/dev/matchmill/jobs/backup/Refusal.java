package dev.matchmill.jobs.backup;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;

/** What kept a backup or a restore from its end, in a sentence without a person's text. */
final class Refusal {

    private static final int MOST_CHARACTERS = 500;

    private Refusal() {}

    /** The same failure, unchecked. */
    static RuntimeException of(Exception failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case IOException disk ->
                    new BackupFailedException(
                            disk.getClass().getSimpleName() + ": " + disk.getMessage(), disk);
            default -> new BackupFailedException(text(failure), failure);
        };
    }

    /** One that may be kept in a row: our own words, or only the SQLSTATE of the database's. */
    static String text(Exception failure) {
        String state = Transactions.sqlState(failure);
        if (state != null) {
            return failure.getClass().getSimpleName() + ", SQLSTATE " + state;
        }
        boolean ours =
                failure instanceof BackupFailedException
                        || failure instanceof PreconditionException;
        String text =
                ours ? String.valueOf(failure.getMessage()) : failure.getClass().getSimpleName();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
