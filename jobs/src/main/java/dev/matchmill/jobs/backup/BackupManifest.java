package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.type.BackupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies beside a backup, so that a restore can be judged when nothing else is left.
 *
 * @param takenAt of the server's clock
 * @param server major release
 * @param endLsn position in the write-ahead log
 */
public record BackupManifest(
        BackupKind kind,
        String database,
        OffsetDateTime takenAt,
        int server,
        String endLsn,
        List<TableState> tables) {

    public BackupManifest {
        tables = List.copyOf(tables);
    }

    void write(BackupFiles files, JsonMapper json) throws IOException {
        BackupFiles.write(files.manifest(), json.writeValueAsString(this));
    }

    /**
     * Reads that of a backup.
     *
     * @throws BackupFailedException when it is missing or cannot be read
     */
    static BackupManifest read(BackupFiles files, JsonMapper json) {
        try {
            return json.readValue(Files.readString(files.manifest()), BackupManifest.class);
        } catch (IOException | JacksonException damaged) {
            throw new BackupFailedException(
                    "the file " + files.manifest() + " beside the backup cannot be read", damaged);
        }
    }
}
