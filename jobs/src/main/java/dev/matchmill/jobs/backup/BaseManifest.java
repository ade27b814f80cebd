package dev.matchmill.jobs.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What PostgreSQL itself wrote into a base backup (PostgreSQL, "Backup Manifest Format").
 *
 * @param start from where on a recovery needs the log
 * @param endLsn up to where at least
 */
record BaseManifest(WalPosition start, String endLsn) {

    static final String NAME = "backup_manifest";

    static BaseManifest read(Path base, JsonMapper json) {
        try {
            JsonNode range = json.readTree(Files.readString(base.resolve(NAME))).path("WAL-Ranges");
            JsonNode last = range.path(range.size() - 1);
            return new BaseManifest(
                    WalPosition.of(
                            last.path("Timeline").asLong(), last.path("Start-LSN").asString()),
                    last.path("End-LSN").asString());
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            throw new BackupFailedException(
                    "the base backup " + base + " has no readable " + NAME, damaged);
        }
    }
}
