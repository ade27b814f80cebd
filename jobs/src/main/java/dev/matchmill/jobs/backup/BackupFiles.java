package dev.matchmill.jobs.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one backup. What is being made has another name until it is whole.
 *
 * @param main the dump, or the folder of a base backup
 */
record BackupFiles(Path main) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final String OWNER_ONLY = "rw-------";
    private static final String FOLDER_OWNER_ONLY = "rwx------";

    /**
     * Names for a new one.
     *
     * @param ending with its dot; empty for a folder
     */
    static BackupFiles named(Path folder, String name, OffsetDateTime at, String ending) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + STAMP.format(at);
        Path main = folder.resolve(plain + "Z" + ending);
        for (int i = 2; Files.exists(main, LinkOption.NOFOLLOW_LINKS); i++) {
            main = folder.resolve(plain + "Z-" + i + ending);
        }
        return new BackupFiles(main);
    }

    /** Where it is while it is being made. */
    Path part() {
        return main.resolveSibling("." + main.getFileName() + ".part");
    }

    /** SHA-256 in the form of sha256sum. */
    Path checksum() {
        return main.resolveSibling(main.getFileName() + ".sha256");
    }

    /** What a restore is compared with. */
    Path manifest() {
        return main.resolveSibling(main.getFileName() + ".json");
    }

    /** The server's roles, which no database holds. */
    Path roles() {
        return main.resolveSibling(main.getFileName() + ".roles.sql");
    }

    /** Makes the folder of all backups, which nobody else may look into. */
    void makeFolder() throws IOException {
        Path folder = main.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(
                    folder, PosixFilePermissions.fromString(FOLDER_OWNER_ONLY));
        }
    }

    /** Makes an empty file that only its owner may read; whoever fills it leaves that so. */
    static Path create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    }

    /** Writes a small file that only its owner may read. */
    static void write(Path file, String text) throws IOException {
        Files.writeString(create(file), text);
        Checksum.force(file);
    }

    /** The part is whole: it gets its name. */
    void publish() throws IOException {
        Files.move(part(), main, StandardCopyOption.ATOMIC_MOVE);
        Checksum.force(main.resolveSibling(""));
    }

    /** Removes all that is there, the name that counts first. */
    void delete() throws IOException {
        for (Path path : List.of(main, part(), checksum(), manifest(), roles())) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                deleteFolder(path);
            } else {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Removes a folder with all in it; does not follow links out of it. */
    static void deleteFolder(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
