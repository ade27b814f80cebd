package dev.matchmill.migrations.server;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A home folder whose server is to run on a copy of another one's data. Whoever makes it fills
 * {@link #data} from a base backup and {@link #wal} from the archive, then calls {@link
 * LocalPostgres#recover}.
 *
 * @param home a folder of its own, empty before
 */
public record RestoredCopy(Path home) {

    /** Where the base backup goes. */
    public Path data() {
        return postgres().resolve("run").resolve("data");
    }

    /** Where the pieces of the write-ahead log go. */
    public Path wal() {
        return postgres().resolve("run").resolve("wal");
    }

    /** What the server says while it recovers. */
    public Path log() {
        return postgres().resolve("run").resolve("recovery.log");
    }

    /**
     * Says how far it shall recover.
     *
     * @param lines of {@code postgresql.conf}: the recovery target, if any
     */
    public void recoverUntil(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder("restore_command = 'cp ../wal/%f \"%p\"'\n");
        text.append("recovery_target_action = promote\n");
        lines.forEach(line -> text.append(line).append('\n'));
        Files.writeString(postgres().resolve("run").resolve("recovery.conf"), text);
    }

    /** Uses the programs of another home folder's server, where that has one. */
    public void runAs(Path other) throws IOException {
        Path tree = other.resolve("postgres").resolve("tree");
        if (Files.exists(tree)) {
            Files.copy(tree, postgres().resolve("tree"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void mark(DatabaseAddress original) {
        try {
            Files.writeString(
                    postgres().resolve("restored"),
                    original.username() + "\n" + original.database() + "\n");
        } catch (IOException full) {
            throw new PreconditionException(
                    "The copy in " + home + " cannot be written: " + full.getMessage() + ".", full);
        }
    }

    private Path postgres() {
        return home.resolve("postgres");
    }
}
