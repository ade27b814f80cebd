package dev.matchmill.jobs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of everything outside the database.
 *
 * @param free bytes that may still be written
 */
record HomeFolder(Path folder, boolean writable, long free) implements Check {

    private static final long TOO_LITTLE = 256L << 20;
    private static final long ENOUGH = 2L << 30;

    static HomeFolder read(Path folder) {
        try {
            Files.createDirectories(folder);
            // Permissions alone don't tell: the file system may be full or mounted read-only.
            Path probe = Files.createTempFile(folder, "doctor", ".probe");
            Files.write(probe, new byte[1]);
            Files.delete(probe);
            return new HomeFolder(folder, true, Files.getFileStore(folder).getUsableSpace());
        } catch (IOException refused) {
            return new HomeFolder(folder, false, 0);
        }
    }

    @Override
    public Finding judge() {
        if (!writable) {
            return Finding.fail(
                    "home",
                    folder + " cannot be written",
                    "Set MATCHMILL_HOME to a folder that this user may write.");
        }
        String found = folder + ", " + Bytes.toText(free) + " free";
        if (free >= ENOUGH) {
            return Finding.ok("home", found);
        }
        String cure = "Free some space there, or set MATCHMILL_HOME to a folder on a larger disk.";
        return free < TOO_LITTLE
                ? Finding.fail("home", found, cure)
                : Finding.warn("home", found, cure);
    }
}
