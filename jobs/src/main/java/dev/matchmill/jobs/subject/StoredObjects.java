package dev.matchmill.jobs.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The only code that removes originals. Only objects in the folder of originals are ours to remove;
 * what lies elsewhere is refused, never passed over.
 *
 * @param folder of the originals, absolute and normalized
 */
public record StoredObjects(Path folder) {

    public StoredObjects {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Removes one; removing it again is no error. */
    public Removal remove(StoredObject object) {
        if (!object.backend().equals("filesystem") || !object.bucket().isEmpty()) {
            return new Removal.Refused("it lies in a storage that this program doesn't reach");
        }
        try {
            Path path = folder.resolve(object.key()).normalize();
            if (!path.startsWith(folder) || path.equals(folder)) {
                return new Removal.Refused("its key points outside the folder of originals");
            }
            Files.deleteIfExists(path);
            return new Removal.Removed();
        } catch (InvalidPathException notOurs) {
            return new Removal.Refused("its key is no path");
        } catch (IOException refused) {
            return new Removal.Refused(refused.getClass().getSimpleName());
        }
    }
}
