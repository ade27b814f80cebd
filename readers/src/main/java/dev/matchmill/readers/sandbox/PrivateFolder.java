package dev.matchmill.readers.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/**
 * The temporary folder of one child. Its parent holds a lock in it as long as it lives, so that a
 * later parent can tell what was left behind when parent and child were killed together.
 */
final class PrivateFolder implements AutoCloseable {

    /** How its name starts. */
    static final String PREFIX = "matchmill-parser-";

    private static final String LOCK = "parent.lock";

    private final Path path;
    private final FileChannel lock;

    private PrivateFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static PrivateFolder create() throws IOException {
        Path path = Files.createTempDirectory(PREFIX);
        try {
            FileChannel lock =
                    FileChannel.open(
                            path.resolve(LOCK),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IOException("a new file is locked already");
            }
            return new PrivateFolder(path, lock);
        } catch (IOException failed) {
            remove(path);
            throw failed;
        }
    }

    Path path() {
        return path;
    }

    /** Removes what killed parents left; a folder whose parent lives, or isn't ours, stays. */
    static void removeOrphans() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isOrphan(folder)) {
                    remove(folder);
                }
            }
        } catch (IOException unreadable) {
            // Then there is nothing of ours that could be found there.
        }
    }

    private static boolean isOrphan(Path folder) {
        try (FileChannel lock =
                        FileChannel.open(
                                folder.resolve(LOCK),
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
                var held = lock.tryLock()) {
            return held != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        } catch (IOException noLockYet) {
            return false;
        }
    }

    static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException leftBehind) {
            // The system's cleaning of its temporary folder takes it.
        }
    }

    @Override
    public void close() {
        remove(path);
        try {
            lock.close();
        } catch (IOException unlikely) {
            // The file is gone, and the lock ends with this process at the latest.
        }
    }
}
